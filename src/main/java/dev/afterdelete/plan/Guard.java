package dev.afterdelete.plan;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.SoftDelete;
import java.util.List;
import java.util.Optional;

/** What must be true of a row, under its lock, in each attempt on it. */
public sealed interface Guard {
    /** Nothing: the row goes with what hangs from it, whether it still stands or not. */
    record None() implements Guard {}

    /** The row must be gone or marked as deleted; one that stands is refused with all its children. */
    record NotLive(Optional<SoftDelete> softDelete) implements Guard {}

    /** The row must still be marked as deleted; one that came back, or is gone, is let go with all its children. */
    record StillFlagged(SoftDelete softDelete) implements Guard {}

    /**
     * The row must refer to a row that is gone; one whose parent is there is let go with all its children. What becomes
     * of it is what its relation says of the children of a row that is deleted.
     *
     * @param relation by which it refers
     * @param values what the rows hold that was found to lead nowhere, at least one
     */
    record Orphaned(Relation relation, List<Key> values) implements Guard {
        public Orphaned {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("an orphan holds a reference");
            }
        }
    }
}
