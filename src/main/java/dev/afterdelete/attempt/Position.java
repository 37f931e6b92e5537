package dev.afterdelete.attempt;

import dev.afterdelete.graph.Key;
import java.util.Optional;

/**
 * How far the children of a level's rows have been dealt with.
 *
 * @param step the step at work; the number of steps when all are done
 * @param byPage whether the step at work has shown to be so large that it goes on page by page
 * @param after the last child that was dealt with, where the step goes on by cursor
 * @param unconfirmed whether some of it happened in an earlier attempt, so that a last look must confirm it
 */
public record Position(int step, boolean byPage, Optional<Key> after, boolean unconfirmed) {
    static final Position START = new Position(0, false, Optional.empty(), false);

    Position nextStep() {
        return new Position(step + 1, false, Optional.empty(), unconfirmed);
    }

    Position pageByPage() {
        return new Position(step, true, after, unconfirmed);
    }

    Position goingOnAfter(Key last) {
        return new Position(step, byPage, Optional.of(last), unconfirmed);
    }

    Position carriedOver() {
        return new Position(step, byPage, after, true);
    }
}
