package dev.afterdelete.differential;

import dev.afterdelete.local.LocalDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Two databases with the same tables: one with foreign keys, one without. Creating tables is what costs, so the
 * databases are used again, and tables are dropped in one statement.
 */
final class Twins implements AutoCloseable {
    private static final String UNCHECKED = "SET foreign_key_checks = 0;\n";
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);
    private static final String CHECKED = "SET foreign_key_checks = 1;\n";

    private final Side judge;
    private final Side bare;
    private List<SqlTable> schema = List.of();

    /**
     * One of the two.
     *
     * @param database where its tables are
     * @param connection to it
     */
    record Side(LocalDatabase database, Connection connection) {
        static Side of(LocalDatabase database) throws SQLException {
            return new Side(database, database.connectWith("allowMultiQueries=true&useAffectedRows=true"));
        }

        String table(SqlTable table) {
            return "`%s`".formatted(table.name());
        }

        /** A vtgate learns of the columns of a table that is sharded a little after it was made. */
        void awaitKnown(SqlTable table) throws SQLException {
            var question =
                    "SELECT %s FROM %s WHERE %s = 1 LIMIT 1".formatted(columns(table), table(table), SqlTable.TENANT);
            var end = System.nanoTime() + KNOWN_WITHIN.toNanos();
            for (var known = !table.hasTenants(); !known; ) {
                try {
                    run(question);
                    known = true;
                } catch (SQLException notYet) {
                    if (System.nanoTime() > end) {
                        throw notYet;
                    }
                    run("ALTER TABLE %s COMMENT ''".formatted(table(table))); // makes it look again
                }
            }
        }

        /** Runs SQL. */
        void run(String script) throws SQLException {
            try (var statement = connection.createStatement()) {
                var more = statement.execute(script);
                while (more || statement.getUpdateCount() != -1) {
                    more = statement.getMoreResults();
                }
            }
        }
    }

    /** Twins in two empty databases. */
    Twins(LocalDatabase judge, LocalDatabase bare) throws SQLException {
        this.judge = Side.of(judge);
        this.bare = Side.of(bare);
    }

    Side judge() {
        return judge;
    }

    Side bare() {
        return bare;
    }

    /** Replaces all tables. */
    void become(List<SqlTable> tables, Map<String, List<Row>> rows) throws SQLException {
        drop();
        schema = tables;
        judge.run(script(tables, rows, SqlTable::nativeDdl));
        bare.run(tables.stream().map(SqlTable::bareDdl).collect(Collectors.joining()));
        for (var table : tables) {
            bare.awaitKnown(table);
        }
        bare.run(tables.stream()
                .map(table -> insert(table, rows.getOrDefault(table.name(), List.of())))
                .collect(Collectors.joining()));
    }

    /** What makes the tables and rows of one side, wherever it is run. */
    static String script(List<SqlTable> tables, Map<String, List<Row>> rows, Function<SqlTable, String> ddl) {
        var script = new StringBuilder(UNCHECKED);
        tables.forEach(table -> script.append(ddl.apply(table)));
        tables.forEach(table -> script.append(insert(table, rows.getOrDefault(table.name(), List.of()))));
        return script.append(CHECKED).toString();
    }

    private static String insert(SqlTable table, List<Row> rows) {
        return rows.isEmpty()
                ? ""
                : rows.stream()
                        .map(row -> row.sql(table))
                        .collect(Collectors.joining(
                                ",", "INSERT INTO `%s` (%s) VALUES ".formatted(table.name(), columns(table)), ";\n"));
    }

    private static String columns(SqlTable table) {
        return table.columnNames().stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    }

    /** In which rows the bare side differs from {@code expected}, a line each; empty when in none. */
    String difference(Map<String, List<Row>> expected) throws SQLException {
        var difference = new StringBuilder();
        for (var table : schema) {
            var found = rows(bare, table);
            var wanted = expected.getOrDefault(table.name(), List.of());
            tell(difference, table, "missing", wanted, found);
            tell(difference, table, "too many", found, wanted);
        }
        return difference.toString();
    }

    private static void tell(StringBuilder text, SqlTable table, String what, List<Row> some, List<Row> others) {
        some.stream()
                .filter(row -> !others.contains(row))
                .forEach(row -> text.append("%s: %s %s%n".formatted(table.name(), what, row.sql(table))));
    }

    /** The rows of one side, by table and then in the order of their values. */
    Map<String, List<Row>> rows(Side side) throws SQLException {
        var rows = new LinkedHashMap<String, List<Row>>();
        for (var table : schema) {
            rows.put(table.name(), rows(side, table));
        }
        return rows;
    }

    private List<Row> rows(Side side, SqlTable table) throws SQLException {
        var sorted = new TreeMap<String, Row>();
        try (var statement = side.connection().createStatement();
                var result = statement.executeQuery("SELECT %s FROM %s".formatted(columns(table), side.table(table)))) {
            while (result.next()) {
                var row = row(result, table);
                sorted.put(row.sql(table), row);
            }
        }
        return List.copyOf(sorted.values());
    }

    private static Row row(ResultSet result, SqlTable table) throws SQLException {
        var values = new HashMap<String, Optional<String>>();
        for (var column : table.columns()) {
            var text = column.kind() == Column.Kind.BYTES
                    ? Optional.ofNullable(result.getBytes(column.name())).map(HexFormat.of()::formatHex)
                    : Optional.ofNullable(result.getString(column.name()));
            values.put(column.name(), text);
        }
        return new Row(values);
    }

    /** Gives the bare side the rows of the judge's. */
    void putBack() throws SQLException {
        var script = new StringBuilder();
        for (var table : schema) {
            script.append("DELETE FROM %s;\n%s".formatted(bare.table(table), insert(table, rows(judge, table))));
        }
        bare.run(script.toString());
    }

    private void drop() throws SQLException {
        for (var side : schema.isEmpty() ? List.<Side>of() : List.of(judge, bare)) {
            var tables = schema.stream().map(side::table).collect(Collectors.joining(", "));
            side.run(UNCHECKED + "DROP TABLE " + tables + ";\n" + CHECKED);
        }
    }

    @Override
    public void close() throws SQLException {
        judge.connection().close();
        bare.connection().close();
    }
}
