package dev.afterdelete.chaos;

import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.local.LocalDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every row of every table of a database but those of Afterdelete itself, as of one moment; an absent column is NULL.
 *
 * @param rows by table, in an order that depends on nothing but their values
 */
record Snapshot(Map<String, List<Map<String, KeyValue>>> rows) {
    private static final String OWN = "afterdelete_";

    /** Reads all rows. */
    static Snapshot of(LocalDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            return of(connection);
        }
    }

    /** Reads all rows. */
    static Snapshot of(Connection connection) throws SQLException {
        var rows = new TreeMap<String, List<Map<String, KeyValue>>>();
        for (var table : tables(connection)) {
            try (var query = connection.createStatement();
                    var row = query.executeQuery("SELECT * FROM " + table)) {
                rows.put(table, read(row));
            }
        }
        return new Snapshot(rows);
    }

    /** A copy whose rows may be changed. */
    Map<String, List<Map<String, KeyValue>>> copy() {
        var copy = new HashMap<String, List<Map<String, KeyValue>>>();
        rows.forEach((table, some) ->
                copy.put(table, new ArrayList<>(some.stream().map(HashMap::new).toList())));
        return copy;
    }

    /** The same rows, in order. */
    static Snapshot sorted(Map<String, List<Map<String, KeyValue>>> rows) {
        var sorted = new TreeMap<String, List<Map<String, KeyValue>>>();
        rows.forEach((table, some) -> sorted.put(
                table,
                some.stream()
                        .map(row -> (Map<String, KeyValue>) new TreeMap<>(row))
                        .sorted(Comparator.comparing(Map::toString))
                        .toList()));
        return new Snapshot(sorted);
    }

    private static List<String> tables(Connection connection) throws SQLException {
        try (var query = connection.createStatement();
                var row = query.executeQuery("SHOW TABLES")) {
            var names = new ArrayList<String>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            names.removeIf(name -> name.startsWith(OWN));
            return names;
        }
    }

    private static List<Map<String, KeyValue>> read(ResultSet row) throws SQLException {
        var all = new ArrayList<Map<String, KeyValue>>();
        while (row.next()) {
            var values = new TreeMap<String, KeyValue>();
            for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                var value = row.getObject(column);
                if (value != null) {
                    values.put(row.getMetaData().getColumnName(column), valueOf(value));
                }
            }
            all.add(values);
        }
        all.sort(Comparator.comparing(Map::toString));
        return all;
    }

    private static KeyValue valueOf(Object value) {
        return switch (value) {
            case Number number -> KeyValue.of(number.longValue());
            case Boolean flag -> KeyValue.of(flag ? 1 : 0);
            default -> KeyValue.of(String.valueOf(value));
        };
    }
}
