package dev.afterdelete.execute;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on by a fixed step each time it is looked at, and by whatever is waited for. */
public final class SteppingClock implements InstantSource, Pause {
    private final Duration step;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    public SteppingClock(Duration step) {
        this.step = step;
    }

    @Override
    public Instant instant() {
        now = now.plus(step);
        return now;
    }

    @Override
    public void pause(Duration duration) {
        now = now.plus(duration);
    }
}
