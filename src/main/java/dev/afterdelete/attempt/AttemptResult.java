package dev.afterdelete.attempt;

import dev.afterdelete.graph.Key;
import java.util.List;

/**
 * What came of an attempt that was committed.
 *
 * @param live the rows that still stand although they must not, and so are refused
 * @param path the levels at which the walk stopped, topmost first; empty when nothing is left to do
 * @param rows what was changed
 */
public record AttemptResult(List<Key> live, List<Level> path, RowTally rows) {
    public AttemptResult {
        live = List.copyOf(live);
        path = List.copyOf(path);
    }

    /** Whether nothing is left to do. */
    public boolean isFinished() {
        return path.isEmpty();
    }
}
