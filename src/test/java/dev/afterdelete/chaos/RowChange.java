package dev.afterdelete.chaos;

import dev.afterdelete.graph.KeyValue;
import java.util.Map;

/** What became of one row; an absent column is NULL. */
sealed interface RowChange {
    /** The table of the row. */
    String table();

    /** It came. */
    record Inserted(String table, Map<String, KeyValue> row) implements RowChange {
        public Inserted {
            row = Map.copyOf(row);
        }
    }

    /** It got other values. */
    record Updated(String table, Map<String, KeyValue> before, Map<String, KeyValue> after) implements RowChange {
        public Updated {
            before = Map.copyOf(before);
            after = Map.copyOf(after);
        }
    }

    /** It went. */
    record Deleted(String table, Map<String, KeyValue> row) implements RowChange {
        public Deleted {
            row = Map.copyOf(row);
        }
    }
}
