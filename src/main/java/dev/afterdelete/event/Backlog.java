package dev.afterdelete.event;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the outbox holds: the work that is owed, and what was refused and waits for a person.
 *
 * @param owed rows neither done nor refused, by table; a table without any is not there
 * @param refused refused rows, by code
 */
public record Backlog(List<Owed> owed, List<Refused> refused) {
    /** Nothing is owed, and nothing was refused. */
    public static final Backlog NONE = new Backlog(List.of(), List.of());

    public Backlog {
        owed = List.copyOf(owed);
        refused = List.copyOf(refused);
    }

    /**
     * What is owed to rows of one table.
     *
     * @param table as the messages name it; empty for those that name none
     * @param count how many outbox rows, at least 1
     * @param oldest how long the oldest of them has been standing
     * @param stuck how many the relay has sent again and again without any getting on
     */
    public record Owed(Optional<String> table, long count, Duration oldest, long stuck) {}

    /**
     * Outbox rows that were refused.
     *
     * @param code why, the name of a {@link dev.afterdelete.fault.FaultCode}
     * @param count how many, at least 1
     */
    public record Refused(String code, long count) {}

    /** How many rows are owed. */
    public long count() {
        return owed.stream().mapToLong(Owed::count).sum();
    }

    /** How many of those do not get on. */
    public long stuck() {
        return owed.stream().mapToLong(Owed::stuck).sum();
    }

    /** How many rows were refused. */
    public long refusedCount() {
        return refused.stream().mapToLong(Refused::count).sum();
    }

    /** How long the oldest row that is owed has been standing; zero when none is. */
    public Duration oldest() {
        return owed.stream().map(Owed::oldest).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }
}
