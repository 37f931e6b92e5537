package dev.afterdelete.throttle;

import dev.afterdelete.execute.Throttle.HoldReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps to so many rows a second: a bucket of tokens that an attempt may overdraw once, and that does not fill up while
 * nothing is done.
 */
final class RowPace {
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final OptionalLong perSecond;
    private Instant paidOff = Instant.MIN;

    RowPace(OptionalLong perSecond) {
        this.perSecond = perSecond;
    }

    /** No attempt takes more than a second's worth. */
    long atMost(long rows) {
        return Math.min(rows, perSecond.orElse(rows));
    }

    /** Learns that {@code rows} were changed since {@code begin}. */
    void spent(long rows, Instant begin) {
        if (perSecond.isPresent()) {
            var from = begin.isAfter(paidOff) ? begin : paidOff;
            paidOff = from.plusNanos(Math.ceilDiv(rows * NANOS, perSecond.getAsLong()));
        }
    }

    Optional<Hold> findHold(Instant now) {
        return perSecond.isEmpty()
                ? Optional.empty()
                : Hold.until(
                        paidOff,
                        now,
                        HoldReason.ROWS_PER_SECOND,
                        "the limit is %d rows a second".formatted(perSecond.getAsLong()));
    }
}
