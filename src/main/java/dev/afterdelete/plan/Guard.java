package dev.afterdelete.plan;

import dev.afterdelete.graph.SoftDelete;
import java.util.Optional;

/** What must be true of a row, under its lock, in each attempt on it. */
public sealed interface Guard {
    /** Nothing: the row goes with what hangs from it, whether it still stands or not. */
    record None() implements Guard {}

    /** The row must be gone or marked as deleted; one that stands is refused with all its children. */
    record NotLive(Optional<SoftDelete> softDelete) implements Guard {}

    /** The row must still be marked as deleted; one that came back, or is gone, is let go with all its children. */
    record StillFlagged(SoftDelete softDelete) implements Guard {}
}
