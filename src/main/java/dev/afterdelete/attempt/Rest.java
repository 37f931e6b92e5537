package dev.afterdelete.attempt;

import dev.afterdelete.event.Change.CopyPosition;
import java.util.List;
import java.util.Optional;

/** What an attempt leaves over for the next one. */
public sealed interface Rest {
    /** Nothing is left to do. */
    record Nothing() implements Rest {}

    /** Everything: the next attempt begins at the top. */
    record All() implements Rest {}

    /**
     * The walk stopped on its way.
     *
     * @param levels where, topmost first, at least one
     */
    record OnPath(List<Level> levels) implements Rest {
        public OnPath {
            levels = List.copyOf(levels);
        }
    }

    /** Copying stopped on its way. */
    record Copying(CopyPosition position) implements Rest {}

    /** The levels at which a walk stopped; empty to begin at the top. */
    default List<Level> levels() {
        return this instanceof OnPath(var levels) ? levels : List.of();
    }

    /** How far copying has come; empty where nothing is copied. */
    default Optional<CopyPosition> copied() {
        return this instanceof Copying(var position) ? Optional.of(position) : Optional.empty();
    }
}
