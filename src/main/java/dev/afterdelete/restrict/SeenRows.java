package dev.afterdelete.restrict;

import dev.afterdelete.graph.Key;
import dev.afterdelete.plan.CascadePlan.Stage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows that were looked at, so that one which is reached by many paths is looked at once. It forgets the oldest: to
 * look at a row again is no mistake, only work.
 */
final class SeenRows {
    private static final int MOST = 200_000;

    private final Map<Row, Boolean> rows = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Row, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Whether the row was not seen before under what becomes of it. */
    boolean add(Stage stage, Key key) {
        return rows.put(new Row(stage, key), true) == null;
    }

    private record Row(Stage stage, Key key) {}
}
