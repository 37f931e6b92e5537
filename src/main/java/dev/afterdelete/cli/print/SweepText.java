package dev.afterdelete.cli.print;

import dev.afterdelete.sweep.RelayReport;
import dev.afterdelete.sweep.SweepReport;
import dev.afterdelete.sweep.Sweeper;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** What a round of upkeep came to, for a person. */
public final class SweepText {
    private SweepText() {}

    /** One line for the outbox, one for flagged rows, and one for each table that changed. */
    public static String of(Sweeper.Summary summary) {
        return summary.relayed().map(SweepText::relayed).orElseGet(SweepText::notLooked) + swept(summary.swept());
    }

    private static String relayed(RelayReport report) {
        return "outbox:  %,d sent again, %,d could not be sent, %,d refused%n"
                .formatted(report.sent(), report.unsent(), report.refused());
    }

    private static String notLooked() {
        return "outbox:  not looked at: no AFTERDELETE_QUEUE_URL%n".formatted();
    }

    private static String swept(SweepReport report) {
        return "flagged: %,d finished, %,d left for the next sweep, %,d refused%n"
                        .formatted(report.done(), report.left(), report.refused())
                + rows(report.rows().deleted(), "deleted")
                + rows(report.rows().updated(), "updated");
    }

    private static String rows(SequencedMap<String, Long> changed, String participle) {
        return changed.entrySet().stream()
                .map(table -> "  %,12d rows of %s %s%n".formatted(table.getValue(), table.getKey(), participle))
                .collect(Collectors.joining());
    }
}
