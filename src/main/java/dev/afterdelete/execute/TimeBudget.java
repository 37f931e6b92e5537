package dev.afterdelete.execute;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long attempts may be started.
 *
 * @param clock tells the time
 * @param end no attempt begins at or after it
 */
public record TimeBudget(InstantSource clock, Instant end) {
    /** The budget that ends {@code duration} from now. */
    public static TimeBudget of(InstantSource clock, Duration duration) {
        return new TimeBudget(clock, clock.instant().plus(duration));
    }

    /**
     * What one of several gets of the time that is left, if each gets as much.
     *
     * @param of how many, at least one
     */
    public TimeBudget share(int of) {
        var left = Duration.between(clock.instant(), end);
        return of(clock, left.isNegative() ? Duration.ZERO : left.dividedBy(of));
    }

    /** Whether no attempt may begin any more. */
    public boolean isSpent() {
        return !clock.instant().isBefore(end);
    }

    /** Whether something may still begin after waiting for {@code duration}. */
    public boolean allows(Duration duration) {
        return clock.instant().plus(duration).isBefore(end);
    }
}
