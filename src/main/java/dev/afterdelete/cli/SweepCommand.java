package dev.afterdelete.cli;

import dev.afterdelete.Afterdelete;
import dev.afterdelete.cli.input.Arguments;
import dev.afterdelete.cli.print.OrphansText;
import dev.afterdelete.cli.print.SweepText;
import dev.afterdelete.orphan.OrphanReport;
import dev.afterdelete.sweep.RelayReport;
import dev.afterdelete.sweep.Sweeper;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One round of upkeep, for cron. */
@Command(
        name = "sweep",
        description = {
            "Sends again what the outbox owes, finishes what is marked as deleted, and looks for orphans if AFTERDELETE_ORPHANS says so. For cron.",
            "Without AFTERDELETE_QUEUE_URL there is nowhere to send to, and it does not look at the outbox."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:what it looked at is sent or finished",
            "1:something could not be sent, was refused, or is left, or orphans were found; the output says what",
            "2:could not run"
        })
@SuppressWarnings("NullAway.Init")
final class SweepCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @CommandLine.ParentCommand
    private Main main;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "PT10M",
            description = "begin no attempt after so long (ISO 8601; default: ${DEFAULT-VALUE})")
    private Duration duration;

    @Override
    public Integer call() {
        Arguments.requirePositive(spec, "--for", duration);
        try (var afterdelete =
                Afterdelete.from(main.environment(), spec.commandLine().getErr()::println)) {
            var budget = afterdelete.exactBudget(duration);
            var out = spec.commandLine().getOut();
            var summary = afterdelete.sweeper().run(budget);
            out.print(SweepText.of(summary));
            var orphans = afterdelete.orphans().upkeep(budget);
            orphans.forEach(report -> out.print(OrphansText.line(report)));
            return isLeft(summary) || orphans.stream().anyMatch(OrphanReport::isFinding) ? Main.LEFT : Main.DONE;
        }
    }

    /** Whether something was not finished: it comes again, or waits for a decision. */
    static boolean isLeft(Sweeper.Summary summary) {
        var relayed = summary.relayed().orElse(RelayReport.NOTHING);
        return relayed.unsent() + relayed.refused() > 0
                || summary.swept().left() + summary.swept().refused() > 0;
    }
}
