package dev.afterdelete.scenario;

import dev.afterdelete.local.LocalDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every value of every row of some tables. Two are equal only if nothing at all differs.
 *
 * @param rowsByTable the rows of each table, sorted
 */
record TableContents(Map<String, List<String>> rowsByTable) {
    /**
     * Reads rows.
     *
     * @param tables each a table, or a table and the condition of the rows that count: {@code steps WHERE id > 3}
     */
    static TableContents of(LocalDatabase database, String... tables) throws SQLException {
        var contents = new LinkedHashMap<String, List<String>>();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (var table : tables) {
                try (var rows = statement.executeQuery("SELECT /*vt+ ALLOW_SCATTER */ * FROM " + table)) {
                    contents.put(table.split(" ", 2)[0], read(rows));
                }
            }
        }
        return new TableContents(contents);
    }

    /** How many rows there are, all tables together. */
    int size() {
        return rowsByTable.values().stream().mapToInt(List::size).sum();
    }

    private static List<String> read(ResultSet rows) throws SQLException {
        var all = new ArrayList<String>();
        while (rows.next()) {
            var values = new ArrayList<@Nullable String>();
            for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                values.add(rows.getString(column));
            }
            all.add(values.toString());
        }
        Collections.sort(all);
        return all;
    }
}
