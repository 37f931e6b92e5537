package dev.afterdelete.cli;

import dev.afterdelete.Afterdelete;
import dev.afterdelete.cli.print.StatusJson;
import dev.afterdelete.cli.print.StatusText;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is still to be done. */
@Command(
        name = "status",
        description = {
            "Says what is still to be done: cascades that the outbox owes, by table, with the age of the oldest; "
                    + "those that do not get on; those that were refused; and rows that are marked as deleted.",
            "Nothing is changed. When it says that nothing is left, and `orphans` finds none, all is done."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is left to do", "1:something is; the output says what", "2:could not run"})
@SuppressWarnings("NullAway.Init")
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @CommandLine.ParentCommand
    private Main main;

    @Mixin
    private RelationsOption relations;

    @Option(names = "--json", description = "print JSON, for machines")
    private boolean json;

    @Override
    public Integer call() {
        var environment = relations.environment(main);
        try (var afterdelete = Afterdelete.from(environment, spec.commandLine().getErr()::println)) {
            var status = afterdelete.status();
            spec.commandLine().getOut().print(json ? StatusJson.of(status) : StatusText.of(status));
            spec.commandLine().getOut().flush();
            return status.isNothingLeft() ? Main.DONE : Main.LEFT;
        }
    }
}
