package dev.afterdelete.throttle;

import dev.afterdelete.execute.EnginePolicy;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How fast cascades may go.
 *
 * @param attempts the largest attempt
 * @param rowsPerSecond the most row changes of this process in a second, at least 1; empty for as many as it can
 * @param interval how often the database is asked how busy it is, at most
 */
public record ThrottlePolicy(EnginePolicy attempts, OptionalLong rowsPerSecond, Duration interval) {
    private static final Duration SECOND = Duration.ofSeconds(1);

    public ThrottlePolicy {
        if (rowsPerSecond.orElse(1) < 1 || !interval.isPositive()) {
            throw new IllegalArgumentException("at least one row a second, and some time between two questions");
        }
    }

    /** Each gauge is asked once a second. */
    public ThrottlePolicy(EnginePolicy attempts, OptionalLong rowsPerSecond) {
        this(attempts, rowsPerSecond, SECOND);
    }

    /** Held back by nothing but how long attempts take. */
    public static ThrottlePolicy of(EnginePolicy attempts) {
        return new ThrottlePolicy(attempts, OptionalLong.empty());
    }
}
