package dev.afterdelete.throttle;

import dev.afterdelete.execute.Throttle.HoldReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A reason to wait.
 *
 * @param duration until there is something new to know; positive
 * @param reading what was measured, and what the limit is, in words
 */
record Hold(HoldReason reason, Duration duration, String reading) {
    /** The hold that ends at {@code end}; empty when that is over. */
    static Optional<Hold> until(Instant end, Instant now, HoldReason reason, String reading) {
        return now.isBefore(end)
                ? Optional.of(new Hold(reason, Duration.between(now, end), reading))
                : Optional.empty();
    }
}
