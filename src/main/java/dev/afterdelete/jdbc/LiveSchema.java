package dev.afterdelete.jdbc;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.gate.Difference;
import dev.afterdelete.gate.FoundTable;
import dev.afterdelete.gate.FoundTables;
import dev.afterdelete.gate.SchemaComparison;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.jdbc.catalogue.ColumnReader;
import dev.afterdelete.jdbc.catalogue.IndexReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks the database whether its tables are what the declaration says: of each connection, and now and then while it is
 * in use, because tables are migrated under a running process. Not for several threads.
 */
public final class LiveSchema {
    /** How long a schema is taken to be as it was. */
    static final Duration TRUSTED = Duration.ofMinutes(5);

    private static final String DECLARED = " AND table_name IN (%s)";

    private final RelationGraph graph;
    private Instant asked = Instant.MIN;

    /** Will hold {@code graph} against the database. */
    public LiveSchema(RelationGraph graph) {
        this.graph = graph;
    }

    /** What is declared. */
    RelationGraph graph() {
        return graph;
    }

    /**
     * Requires that the tables are still as declared; asks only where that was asked long ago. Outside of a
     * transaction.
     *
     * @param now the time
     * @throws FaultException systemic, with every difference, when they are not
     * @throws SQLException when the database does not answer
     */
    void requireMatchAgain(Connection connection, Instant now) throws SQLException {
        if (!now.isBefore(asked.plus(TRUSTED))) {
            requireMatch(connection, now);
        }
    }

    /**
     * Requires that the tables are as declared. Outside of a transaction.
     *
     * @param now the time
     * @throws FaultException systemic, with every difference, when they are not
     * @throws SQLException when the database does not answer
     */
    void requireMatch(Connection connection, Instant now) throws SQLException {
        if (graph.tables().isEmpty()) {
            return;
        }
        var differences = SchemaComparison.differences(graph, read(connection));
        if (!differences.isEmpty()) {
            throw new FaultException(new Fault(
                    FaultCode.SCHEMA_MISMATCH,
                    "the declaration and the live schema disagree: "
                            + differences.stream()
                                    .map(Difference::message)
                                    .distinct()
                                    .collect(Collectors.joining("; "))));
        }
        connection.commit();
        asked = now;
    }

    private FoundTables read(Connection connection) throws SQLException {
        var columns = new ColumnReader();
        var indexes = new IndexReader();
        query(connection, ColumnReader.COLUMNS + DECLARED + ColumnReader.IN_ORDER, columns::column);
        query(connection, IndexReader.INDEXES + DECLARED + IndexReader.IN_ORDER, indexes::part);
        var columnsByTable = columns.byTable();
        var indexesByTable = indexes.byTable(columnsByTable);
        var tables = columnsByTable.entrySet().stream()
                .map(table -> new FoundTable(
                        table.getKey(), table.getValue(), indexesByTable.getOrDefault(table.getKey(), List.of())))
                .toList();
        return new FoundTables(columns.foldsTableNames(), tables);
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
