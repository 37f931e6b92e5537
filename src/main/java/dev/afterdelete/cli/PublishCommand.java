package dev.afterdelete.cli;

import dev.afterdelete.Afterdelete;
import dev.afterdelete.cli.input.Arguments;
import dev.afterdelete.fault.FaultException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends {@code deleted} messages by hand. */
@Command(
        name = "publish",
        description = {
            "Sends a message to the queue: these rows of TABLE are deleted.",
            "A row that still stands is deleted too, unless its table says onLiveParent: refuse."
        })
@SuppressWarnings("NullAway.Init")
final class PublishCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @CommandLine.ParentCommand
    private Main main;

    @Parameters(index = "0", paramLabel = "TABLE", description = "a declared table")
    private String table;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID", description = "keys; a composite one as a,b")
    private List<String> ids;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "whose they are, where tables are sharded")
    private Optional<String> tenant;

    @Override
    public Integer call() {
        try (var afterdelete =
                Afterdelete.from(main.environment(), spec.commandLine().getErr()::println)) {
            var declared = Arguments.table(afterdelete.graph(), table);
            var keys = ids.stream().map(id -> Arguments.key(declared, id)).toList();
            var unsent = afterdelete.publishDeleted(declared, keys, tenant);
            unsent.ifPresent(fault -> {
                throw new FaultException(fault);
            });
            spec.commandLine().getOut().printf("sent: %d row(s) of %s%n", keys.size(), table);
            return Main.DONE;
        }
    }
}
