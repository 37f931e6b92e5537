package dev.afterdelete.attempt;

import dev.afterdelete.graph.Key;
import dev.afterdelete.transact.RowTally;
import java.util.List;

/**
 * What came of an attempt that was committed.
 *
 * @param live the rows that still stand although they must not, and so are refused
 * @param rest what is left to do
 * @param rows what was changed
 */
public record AttemptResult(List<Key> live, Rest rest, RowTally rows) {
    public AttemptResult {
        live = List.copyOf(live);
    }

    /** Whether nothing is left to do. */
    public boolean isFinished() {
        return rest instanceof Rest.Nothing;
    }
}
