package dev.afterdelete.cli.print;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.orphan.OrphanReport;
import dev.afterdelete.orphan.Pass.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the orphan scan knows, for a person. */
public final class OrphansText {
    private OrphansText() {}

    /**
     * A line for each relation, what to do about it below, and a summary.
     *
     * @param owed how many cascades the outbox owes
     * @param confirming how far apart two passes have to be, where orphans are fixed
     */
    public static String of(List<OrphanReport> reports, long owed, Optional<Duration> confirming) {
        var lines = reports.stream().map(OrphansText::block).collect(Collectors.joining());
        var left = reports.stream().mapToLong(OrphanReport::left).sum();
        var fixed = reports.stream().mapToLong(report -> report.fixed().done()).sum();
        return lines
                + "%,d orphans left, %,d fixed, in %,d relations%n".formatted(left, fixed, reports.size())
                + confirming.filter(_ -> left > 0).map(OrphansText::again).orElse("")
                + (owed > 0 ? owed(owed) : "");
    }

    /** One line. */
    public static String line(OrphanReport report) {
        var findings = report.pass().findings();
        var fixed = report.fixed().done() > 0
                ? ", %,d of them fixed".formatted(report.fixed().done())
                : "";
        return "%-44s %,12d orphans in %,d rows%s%s%n"
                .formatted(
                        report.relation().name() + " -> "
                                + report.relation().parent().name(),
                        findings.orphans(),
                        findings.rows(),
                        fixed,
                        report.isOver() ? "" : "; the pass is not over");
    }

    private static String block(OrphanReport report) {
        var lines = new StringBuilder(line(report));
        var samples = report.pass().findings().samples();
        if (!samples.isEmpty()) {
            lines.append("  first %s%s%n".formatted(keys(samples), known(report)));
        }
        report.fixed()
                .refused()
                .forEach((code, count) ->
                        lines.append("  %,d cannot be fixed: %s, %s%n".formatted(count, code, code.meaning())));
        if (report.pass().state() instanceof State.Stopped(var undeclared)) {
            lines.append(stopped(report.relation(), undeclared));
        } else if (report.left() > 0) {
            lines.append(staying(report.relation()));
        }
        return lines.toString();
    }

    private static String keys(List<Key> samples) {
        return samples.stream().map(Key::toString).collect(Collectors.joining("; "));
    }

    private static String known(OrphanReport report) {
        return report.age().map(age -> "; the oldest known for " + roughly(age)).orElse("");
    }

    private static String stopped(Relation relation, Key undeclared) {
        return "  UNDECLARED_NONE: too many rows hold %s for it to be a row of %s that was deleted; nothing is fixed here.%n"
                        .formatted(undeclared, relation.parent().name())
                + "    If it means \"no reference\", declare it as none. If such a row was deleted, send its message: afterdelete publish %s ID%n"
                        .formatted(relation.parent().name());
    }

    private static String staying(Relation relation) {
        return switch (relation.onDelete()) {
            case OnDelete.DoNothing _ -> "  left as they are: the relation says do_nothing%n".formatted();
            case OnDelete.Restrict _ ->
                "  only reported: the relation says restrict, so its parent should not have gone%n".formatted();
            case OnDelete.Cascade _, OnDelete.SetNull _, OnDelete.SetDefault _ -> "";
        };
    }

    private static String again(Duration confirming) {
        return "what this pass saw for the first time is fixed by one that begins at least %s from now%n"
                .formatted(roughly(confirming));
    }

    private static String owed(long owed) {
        return "%,d cascades are still owed in the outbox: orphans may be on their way out already%n".formatted(owed);
    }

    private static String roughly(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
