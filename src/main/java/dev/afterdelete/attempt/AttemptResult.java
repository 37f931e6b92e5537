package dev.afterdelete.attempt;

import dev.afterdelete.graph.Key;
import dev.afterdelete.transact.RowTally;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of an attempt that was committed.
 *
 * @param live the rows that still stand although they must not, and so are refused
 * @param stale the rows that were created after those that were meant had been deleted, and so stay
 * @param rest what is left to do
 * @param rows what was changed
 */
public record AttemptResult(List<Key> live, List<Key> stale, Rest rest, RowTally rows) {
    public AttemptResult {
        live = List.copyOf(live);
        stale = List.copyOf(stale);
    }

    /** All rows that stay. */
    public List<Key> kept() {
        return Stream.concat(live.stream(), stale.stream()).toList();
    }

    /** Whether nothing is left to do. */
    public boolean isFinished() {
        return rest instanceof Rest.Nothing;
    }
}
