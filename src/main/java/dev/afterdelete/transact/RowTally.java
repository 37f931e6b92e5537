package dev.afterdelete.transact;

import dev.afterdelete.graph.Table;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rows changed, by the name of their table. Not for several threads. */
public final class RowTally {
    private final TreeMap<String, Long> deleted = new TreeMap<>();
    private final TreeMap<String, Long> updated = new TreeMap<>();

    /** Adds {@code count} rows of {@code table} that are gone. */
    public void addDeleted(Table table, long count) {
        add(deleted, table.name(), count);
    }

    /** Adds {@code count} rows of {@code table} that got other values. */
    public void addUpdated(Table table, long count) {
        add(updated, table.name(), count);
    }

    /** Adds all rows of {@code other}. */
    public void addAll(RowTally other) {
        other.deleted.forEach((table, count) -> add(deleted, table, count));
        other.updated.forEach((table, count) -> add(updated, table, count));
    }

    /** All rows together. */
    public long total() {
        return Stream.of(deleted, updated)
                .flatMap(rows -> rows.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The rows of each table that has any, by name. */
    public ChangedRows byTable() {
        return new ChangedRows(deleted, updated);
    }

    private static void add(Map<String, Long> rows, String table, long count) {
        if (count > 0) {
            rows.merge(table, count, Long::sum);
        }
    }
}
