package dev.afterdelete.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What a worker is at, for whoever wants to know whether it is well. <b>Threads</b>: the worker says it, any may ask.
 */
public final class Pulse {
    /** More than the longest wait for a message, and than a batch may need to come to its end. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private volatile Beat last;

    /** What a worker can be at. */
    public enum State {
        /** It asks its queue for messages. */
        WAITING,
        /** It carries a batch out. */
        WORKING,
        /** Nothing ended, or the queue did not answer; it will try again. */
        STUCK
    }

    /**
     * What it is at.
     *
     * @param since when that was said
     * @param until when it will have said something else
     */
    public record Beat(State state, Instant since, Instant until) {}

    /** A worker that begins now. */
    public Pulse(InstantSource clock) {
        this.clock = clock;
        this.last = beat(State.WAITING, Duration.ZERO);
    }

    /** It is at this now, for at most so long. */
    void say(State state, Duration most) {
        last = beat(state, most);
    }

    private Beat beat(State state, Duration most) {
        var now = clock.instant();
        return new Beat(state, now, now.plus(most).plus(GRACE));
    }

    /** What was said last. */
    public Beat last() {
        return last;
    }

    /** Whether it gets on: not where it is stuck, nor where nothing was heard of it for too long. */
    public boolean isWell() {
        var beat = last;
        return beat.state() != State.STUCK && clock.instant().isBefore(beat.until());
    }
}
