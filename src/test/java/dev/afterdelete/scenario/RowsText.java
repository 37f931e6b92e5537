package dev.afterdelete.scenario;

import dev.afterdelete.local.LocalDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** The rows of every table, as a person reads them: columns below each other, rows by their first columns. */
final class RowsText {
    private static final String OUTBOX = "afterdelete_outbox";
    private static final String TABLES = "SELECT table_name FROM information_schema.tables"
            + " WHERE table_schema = DATABASE() AND table_name NOT LIKE 'afterdelete%'";
    private static final String OUTBOX_STATE = "(SELECT id, CASE WHEN refused_at IS NOT NULL THEN refused_code"
            + " WHEN done_at IS NOT NULL THEN 'kept as a trace' ELSE 'owed' END AS state FROM " + OUTBOX + ") AS o";
    private static final Set<String> BINARY = Set.of("BINARY", "VARBINARY", "BLOB");

    /** Of longer tables only the ends are shown, and a checksum of the whole. */
    private static final int MOST_SHOWN = 24;

    private static final int ENDS = 3;

    private RowsText() {}

    /** The rows of every table of {@code database}; of the outbox only where it has any. */
    static String of(LocalDatabase database) throws SQLException {
        var text = new StringBuilder();
        try (var connection = database.connectWith("characterSetResults=UTF-8")) {
            var empty = new ArrayList<String>();
            for (var table : tables(connection)) {
                var rows = read(connection, "`" + table + "`");
                if (rows.size() > 1) {
                    text.append('\n').append(section(table, rows));
                } else {
                    empty.add(table);
                }
            }
            if (!empty.isEmpty()) {
                text.append("\nno rows: ").append(String.join(", ", empty)).append('\n');
            }
            var outbox = read(connection, OUTBOX_STATE);
            if (outbox.size() > 1) {
                text.append('\n').append(section(OUTBOX, outbox));
            }
        }
        return text.toString();
    }

    private static List<String> tables(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            Collections.sort(names); // servers differ about the place of an underscore
            return names;
        }
    }

    /** The names of the columns, and then the rows. */
    private static List<List<String>> read(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM " + table)) {
            var columns = rows.getMetaData().getColumnCount();
            var names = new ArrayList<String>();
            for (var column = 1; column <= columns; column++) {
                names.add(rows.getMetaData().getColumnLabel(column));
            }
            var all = new ArrayList<List<String>>();
            while (rows.next()) {
                all.add(row(rows, columns));
            }
            all.sort(RowsText::compare);
            all.addFirst(names);
            return all;
        }
    }

    private static List<String> row(ResultSet rows, int columns) throws SQLException {
        var values = new ArrayList<String>();
        for (var column = 1; column <= columns; column++) {
            var isBinary = BINARY.contains(rows.getMetaData().getColumnTypeName(column));
            var bytes = rows.getBytes(column);
            if (bytes == null) {
                values.add("NULL");
            } else {
                values.add(isBinary ? HexFormat.of().formatHex(bytes) : rows.getString(column));
            }
        }
        return values;
    }

    /** Numbers by their value, texts by their characters, whatever the server's collation is. */
    private static int compare(List<String> left, List<String> right) {
        var byValue = Comparator.comparingInt((String value) -> isNumber(value) ? value.length() : 0)
                .thenComparing(Comparator.naturalOrder());
        return IntStream.range(0, left.size())
                .map(place -> byValue.compare(left.get(place), right.get(place)))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(0);
    }

    private static boolean isNumber(String value) {
        return value.chars().allMatch(Character::isDigit);
    }

    private static String section(String table, List<List<String>> rows) {
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        var lines = rows.stream().map(row -> line(row, widths)).toList();
        var count = rows.size() - 1;
        return "%s: %s\n".formatted(table, count == 1 ? "1 row" : count + " rows")
                + (count > MOST_SHOWN ? ends(lines) : String.join("", lines));
    }

    private static String line(List<String> row, int[] widths) {
        var cells = IntStream.range(0, widths.length)
                .mapToObj(column -> ("%-" + widths[column] + "s").formatted(row.get(column)))
                .collect(Collectors.joining("  ", "  ", ""));
        return cells.stripTrailing() + "\n";
    }

    private static String ends(List<String> lines) {
        var checksum = new CRC32();
        checksum.update(String.join("", lines).getBytes(StandardCharsets.UTF_8));
        var shown = new ArrayList<>(lines.subList(0, 1 + ENDS));
        shown.add("  … checksum of all rows: %08x%n".formatted(checksum.getValue()));
        shown.addAll(lines.subList(lines.size() - ENDS, lines.size()));
        return String.join("", shown);
    }
}
