package dev.afterdelete.throttle;

import dev.afterdelete.execute.EnginePolicy;
import dev.afterdelete.execute.Throttle.HoldReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many rows the next attempt may change: half after one that took too long, a little more after one that did not.
 * When it cannot become smaller and attempts still take far too long, the database gets as much rest as they took.
 */
final class AttemptSize {
    /** Time alone makes no attempt smaller than this: below it a commit costs more than the rows. */
    static final long FLOOR = 100;

    static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final EnginePolicy policy;
    private long rows;
    private Instant restUntil = Instant.MIN;
    private Duration tiredBy = Duration.ZERO;

    AttemptSize(EnginePolicy policy) {
        this.policy = policy;
        this.rows = policy.maxRows();
    }

    long rows() {
        return rows;
    }

    /** Learns from an attempt that changed {@code changed} rows in {@code duration}, and ended {@code now}. */
    void learn(long changed, Duration duration, Instant now) {
        if (duration.compareTo(policy.targetTime()) > 0) {
            restAfter(duration, now);
            rows = Math.min(rows, Math.max(FLOOR, changed / 2));
        } else if (duration.multipliedBy(2).compareTo(policy.targetTime()) < 0) {
            rows = Math.min(policy.maxRows(), rows + Math.max(1, policy.maxRows() / 10));
        }
    }

    /** One that its time ended takes a little longer than it should; that is no sign of anything. */
    private void restAfter(Duration duration, Instant now) {
        var tired = policy.targetTime().multipliedBy(2).compareTo(duration) < 0;
        if (tired && rows <= Math.min(FLOOR, policy.maxRows())) {
            tiredBy = duration;
            restUntil = now.plus(duration.compareTo(LONGEST_REST) < 0 ? duration : LONGEST_REST);
        }
    }

    /** Halves, because others need the database more. */
    void giveWay() {
        rows = Math.min(rows, Math.max(FLOOR, rows / 2));
    }

    /** Halves: the database said that it was too much. */
    void halve() {
        rows = Math.max(1, rows / 2);
    }

    Optional<Hold> findHold(Instant now) {
        return Hold.until(
                restUntil,
                now,
                HoldReason.ATTEMPT_TIME,
                "an attempt of at most %d rows took %s, the target is %s"
                        .formatted(rows, tiredBy, policy.targetTime()));
    }
}
