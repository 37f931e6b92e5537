package dev.afterdelete.local.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many rows each table of the sample application has.
 *
 * @param byTable in the order of {@link RecipeManager#TABLES}
 */
record RowCounts(Map<String, Long> byTable) {
    static RowCounts of(Connection connection) throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        try (var statement = connection.createStatement()) {
            for (var table : RecipeManager.TABLES) {
                try (var rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                    rows.next();
                    counts.put(table, rows.getLong(1));
                }
            }
        }
        return new RowCounts(counts);
    }

    long of(String table) {
        return byTable.getOrDefault(table, 0L);
    }

    /** All counts in one line, for a person. */
    @Override
    public String toString() {
        return byTable.entrySet().stream()
                .map(table -> table.getKey() + " " + Screen.count(table.getValue()))
                .collect(Collectors.joining(", "));
    }

    long total() {
        return byTable.values().stream().mapToLong(Long::longValue).sum();
    }
}
