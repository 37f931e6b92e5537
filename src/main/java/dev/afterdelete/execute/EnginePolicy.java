package dev.afterdelete.execute;

import java.time.Duration;

/**
 * How large an attempt may be.
 *
 * @param maxRows the most row changes of one transaction, at least 1
 * @param targetTime how long an attempt should last at most; its size follows the measured time
 */
public record EnginePolicy(long maxRows, Duration targetTime) {
    public EnginePolicy {
        if (maxRows < 1 || !targetTime.isPositive()) {
            throw new IllegalArgumentException("an attempt has at least one row and some time");
        }
    }
}
