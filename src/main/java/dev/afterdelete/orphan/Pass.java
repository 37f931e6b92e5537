package dev.afterdelete.orphan;

import dev.afterdelete.graph.Key;
import java.time.Instant;
import java.util.Optional;

/**
 * One walk through the child table of a relation, as far as it has come.
 *
 * @param number from 1
 * @param startedAt by the database's clock
 * @param state how far it has come
 * @param findings what it has found
 */
public record Pass(long number, Instant startedAt, State state, Findings findings) {
    /** How far a pass has come. */
    public sealed interface State {
        /**
         * It goes on.
         *
         * @param after the last child that was looked at; empty at the beginning
         */
        record Walking(Optional<Key> after) implements State {}

        /** It has seen the whole table. */
        record Ended() implements State {}

        /**
         * It has seen the whole table, and found that so many rows hold one reference that leads nowhere that it can
         * hardly be one.
         *
         * @param undeclared what they hold: a {@code none} that nobody declared
         */
        record Stopped(Key undeclared) implements State {}
    }

    /** The pass that begins now. */
    public static Pass first(Instant now) {
        return new Pass(1, now, new State.Walking(Optional.empty()), Findings.NONE);
    }

    /** The pass after this one. */
    public Pass next(Instant now) {
        return new Pass(number + 1, now, new State.Walking(Optional.empty()), Findings.NONE);
    }

    /** Whether it has seen the whole table. */
    public boolean isOver() {
        return !(state instanceof State.Walking);
    }

    Pass at(State there, Findings found) {
        return new Pass(number, startedAt, there, found);
    }
}
