package dev.afterdelete.transact;

import dev.afterdelete.graph.Table;
import java.util.Collections;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Rows changed, by the name of their table. Not for several threads. */
public final class RowTally {
    private final TreeMap<String, Long> rows = new TreeMap<>();

    /** Adds {@code count} rows of {@code table}. */
    public void add(Table table, long count) {
        if (count > 0) {
            rows.merge(table.name(), count, Long::sum);
        }
    }

    /** Adds all rows of {@code other}. */
    public void addAll(RowTally other) {
        other.rows.forEach((table, count) -> rows.merge(table, count, Long::sum));
    }

    /** All rows together. */
    public long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The rows of each table that has any, by name. */
    public SequencedMap<String, Long> byTable() {
        return Collections.unmodifiableSequencedMap(rows);
    }
}
