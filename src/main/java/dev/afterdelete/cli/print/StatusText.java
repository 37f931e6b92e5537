package dev.afterdelete.cli.print;

import dev.afterdelete.Status;
import dev.afterdelete.event.Backlog;
import dev.afterdelete.sweep.FlaggedRows.Waiting;
import java.time.Duration;
import java.util.stream.Collectors;

/** What is still to be done, for a person. */
public final class StatusText {
    private StatusText() {}

    /** A line for each table, and what to do about what does not get on. */
    public static String of(Status status) {
        if (status.isNothingLeft()) {
            return "Nothing is owed, nothing was refused, no row waits for the sweep.%n".formatted();
        }
        var owed = status.backlog().owed().stream().map(StatusText::owed).collect(Collectors.joining());
        var refused =
                status.backlog().refused().stream().map(StatusText::refused).collect(Collectors.joining());
        var flagged = status.flagged().stream().map(StatusText::flagged).collect(Collectors.joining());
        return owed + refused + flagged + advice(status.backlog());
    }

    private static String owed(Backlog.Owed owed) {
        var stuck = owed.stuck() == 0 ? "" : ", %,d do not get on".formatted(owed.stuck());
        return "owed     %,12d  %s, the oldest for %s%s%n"
                .formatted(owed.count(), owed.table().orElse("(no table named)"), rounded(owed.oldest()), stuck);
    }

    private static String refused(Backlog.Refused refused) {
        return "refused  %,12d  %s%n".formatted(refused.count(), refused.code());
    }

    private static String flagged(Waiting waiting) {
        var more = waiting.count() == Status.MOST ? " or more" : "";
        return "flagged  %,12d  %s%s%n".formatted(waiting.count(), waiting.table(), more);
    }

    private static String advice(Backlog backlog) {
        var stuck = backlog.stuck() == 0
                ? ""
                : "What does not get on was sent again and again: look at the consumer, its log and its dead letters.%n"
                        .formatted();
        var refused = backlog.refused().isEmpty()
                ? ""
                : "What was refused waits for a decision: afterdelete redrive, and redrive --owed.%n".formatted();
        return stuck + refused;
    }

    private static String rounded(Duration duration) {
        if (duration.toDays() > 0) {
            return "%d d %d h".formatted(duration.toDays(), duration.toHoursPart());
        }
        if (duration.toHours() > 0) {
            return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
        }
        return duration.toMinutes() > 0
                ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
                : "%d s".formatted(duration.toSeconds());
    }
}
