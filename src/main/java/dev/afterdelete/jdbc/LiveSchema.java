package dev.afterdelete.jdbc;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.jdbc.LiveTable.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks the database once whether its tables are what the declaration says. Not for several threads. */
public final class LiveSchema {
    /** On Vitess the schema name that comes back is another one, so only the condition names it. */
    private static final String COLUMNS = """
            SELECT table_name, column_name, data_type, collation_name, is_nullable
              FROM information_schema.columns
             WHERE table_schema = DATABASE() AND table_name IN (%s)
            """;

    private static final String UNIQUE_INDEXES = """
            SELECT table_name, index_name, column_name
              FROM information_schema.statistics
             WHERE table_schema = DATABASE() AND non_unique = 0 AND table_name IN (%s)
             ORDER BY table_name, index_name, seq_in_index
            """;

    private final RelationGraph graph;
    private boolean matched;

    /** Will hold {@code graph} against the database. */
    public LiveSchema(RelationGraph graph) {
        this.graph = graph;
        this.matched = graph.tables().isEmpty();
    }

    /** What is declared. */
    RelationGraph graph() {
        return graph;
    }

    /**
     * Requires that the tables are as declared. <b>Idempotent</b>: asks only until they once were.
     *
     * @throws FaultException systemic, with every difference, when they are not
     * @throws SQLException when the database does not answer
     */
    void requireMatch(Connection connection) throws SQLException {
        if (matched) {
            return;
        }
        var differences = SchemaComparison.differences(graph, read(connection));
        if (!differences.isEmpty()) {
            throw new FaultException(new Fault(
                    FaultCode.SCHEMA_MISMATCH,
                    "the declaration and the live schema disagree: " + String.join("; ", differences)));
        }
        connection.commit();
        matched = true;
    }

    private Map<String, LiveTable> read(Connection connection) throws SQLException {
        var columns = new HashMap<String, Map<String, Column>>();
        query(
                connection,
                COLUMNS,
                row -> columns.computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                        .put(LiveTable.fold(row.getString(2)), columnOf(row)));
        var indexes = new HashMap<String, Map<String, Set<String>>>();
        query(
                connection,
                UNIQUE_INDEXES,
                row -> indexes.computeIfAbsent(row.getString(1), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(row.getString(2), _ -> new LinkedHashSet<>())
                        .add(LiveTable.fold(row.getString(3))));
        var tables = new HashMap<String, LiveTable>();
        columns.forEach((table, found) -> tables.put(
                table,
                new LiveTable(
                        found,
                        new ArrayList<>(indexes.getOrDefault(table, Map.of()).values()))));
        return tables;
    }

    private static Column columnOf(ResultSet row) throws SQLException {
        return new Column(
                row.getString(3).toLowerCase(Locale.ROOT),
                Optional.ofNullable(row.getString(4)),
                row.getString(5).equalsIgnoreCase("YES"));
    }

    private void query(Connection connection, String text, RowReader reader) throws SQLException {
        var names = graph.tables().stream().map(Table::name).toList();
        try (var query = connection.prepareStatement(text.formatted(placeholders(names)))) {
            for (var place = 0; place < names.size(); place++) {
                query.setString(place + 1, names.get(place));
            }
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    private static String placeholders(List<String> names) {
        return String.join(", ", Collections.nCopies(names.size(), "?"));
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
