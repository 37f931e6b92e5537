package dev.afterdelete.differential;

import dev.afterdelete.local.LocalDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
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
 * Two databases of one server with the same tables: one with foreign keys, one without. Creating tables is what costs,
 * so the databases are used again, and tables are dropped in one statement.
 */
final class Twins implements AutoCloseable {
    private static final String UNCHECKED = "SET foreign_key_checks = 0;\n";
    private static final String CHECKED = "SET foreign_key_checks = 1;\n";

    private final Connection connection;
    private final Side judge;
    private final Side bare;
    private List<SqlTable> schema = List.of();

    /**
     * One of the two.
     *
     * @param database where its tables are
     */
    record Side(LocalDatabase database) {
        String table(SqlTable table) {
            return "`%s`.`%s`".formatted(database.name(), table.name());
        }
    }

    /** Twins in two empty databases of one server. */
    Twins(LocalDatabase judge, LocalDatabase bare) throws SQLException {
        this.judge = new Side(judge);
        this.bare = new Side(bare);
        this.connection = judge.connectWith("allowMultiQueries=true&useAffectedRows=true");
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
        run(use(judge) + script(tables, rows, SqlTable::nativeDdl));
        run(use(bare) + script(tables, rows, SqlTable::bareDdl));
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
                        .collect(Collectors.joining(",", "INSERT INTO `%s` VALUES ".formatted(table.name()), ";\n"));
    }

    private static String use(Side side) {
        return "USE `%s`;\n".formatted(side.database().name());
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
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT * FROM " + side.table(table))) {
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

    /** Runs SQL. */
    void run(String script) throws SQLException {
        try (var statement = connection.createStatement()) {
            var more = statement.execute(script);
            while (more || statement.getUpdateCount() != -1) {
                more = statement.getMoreResults();
            }
        }
    }

    /** Gives the bare side the rows of the judge's. */
    void putBack() throws SQLException {
        var script = new StringBuilder();
        for (var table : schema) {
            script.append("DELETE FROM %s; INSERT INTO %1$s SELECT * FROM %s;\n"
                    .formatted(bare.table(table), judge.table(table)));
        }
        run(script.toString());
    }

    private void drop() throws SQLException {
        if (!schema.isEmpty()) {
            var tables = schema.stream()
                    .map(table -> judge.table(table) + ", " + bare.table(table))
                    .collect(Collectors.joining(", "));
            run(UNCHECKED + "DROP TABLE " + tables + ";\n" + CHECKED);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
