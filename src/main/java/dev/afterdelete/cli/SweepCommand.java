package dev.afterdelete.cli;

import dev.afterdelete.Afterdelete;
import dev.afterdelete.cli.print.OrphansText;
import dev.afterdelete.orphan.OrphanReport;
import dev.afterdelete.sweep.Sweeper;
import java.io.PrintWriter;
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
        description =
                "Sends again what the outbox owes, finishes what is marked as deleted, and looks for orphans if AFTERDELETE_ORPHANS says so. For cron.")
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
        try (var afterdelete =
                Afterdelete.from(main.environment(), spec.commandLine().getErr()::println)) {
            var budget = afterdelete.exactBudget(duration);
            var out = spec.commandLine().getOut();
            var summary = afterdelete.sweeper().run(budget);
            print(summary, out);
            var orphans = afterdelete.orphans().upkeep(budget);
            orphans.forEach(report -> out.print(OrphansText.line(report)));
            return isLeft(summary) || orphans.stream().anyMatch(OrphanReport::isFinding) ? Main.LEFT : Main.DONE;
        }
    }

    private static boolean isLeft(Sweeper.Summary summary) {
        return summary.swept().left() + summary.swept().refused() > 0
                || summary.relayed().unsent() > 0;
    }

    private static void print(Sweeper.Summary summary, PrintWriter out) {
        var relayed = summary.relayed();
        var swept = summary.swept();
        out.printf(
                "outbox:  %,d sent again, %,d could not be sent, %,d refused%n",
                relayed.sent(), relayed.unsent(), relayed.refused());
        out.printf(
                "flagged: %,d finished, %,d left for the next sweep, %,d refused%n",
                swept.done(), swept.left(), swept.refused());
        swept.rows().deleted().forEach((table, rows) -> out.printf("  %,12d rows of %s deleted%n", rows, table));
        swept.rows().updated().forEach((table, rows) -> out.printf("  %,12d rows of %s updated%n", rows, table));
    }
}
