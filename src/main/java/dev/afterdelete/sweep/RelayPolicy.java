package dev.afterdelete.sweep;

import java.time.Duration;

/**
 * How long an outbox row rests between two tries of the relay, and how long it is kept when it is done.
 *
 * @param first after the first; each further rest is twice as long
 * @param ceiling no rest is longer
 * @param trace how long key updates that are done are kept
 */
public record RelayPolicy(Duration first, Duration ceiling, Duration trace) {
    /** The rest after {@code tries} tries, at least 1, without jitter. */
    public Duration restAfter(int tries) {
        var doubled = first.toMillis() << Math.min(tries - 1, 20);
        return Duration.ofMillis(Math.min(doubled, ceiling.toMillis()));
    }
}
