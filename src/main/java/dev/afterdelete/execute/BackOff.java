package dev.afterdelete.execute;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: exponential, with full jitter.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">AWS Architecture Blog:
 *     exponential backoff and jitter</a>
 */
public final class BackOff {
    private final Duration first;
    private final Duration ceiling;
    private final RandomGenerator random;

    /**
     * Waits up to {@code first} the first time, up to twice as long each time after, never longer than {@code ceiling}.
     */
    public BackOff(Duration first, Duration ceiling, RandomGenerator random) {
        this.first = first;
        this.ceiling = ceiling;
        this.random = random;
    }

    /**
     * The wait before the next try.
     *
     * @param failures how many tries have failed, at least 1
     */
    public Duration after(int failures) {
        var doubled = first.toMillis() << Math.min(failures - 1, 20);
        return Duration.ofMillis(random.nextLong(Math.min(doubled, ceiling.toMillis()) + 1));
    }
}
