package dev.afterdelete.execute;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.Reading;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.jdbc.JdbcDatabase;
import dev.afterdelete.jdbc.JdbcOutbox;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.jdbc.LiveSchema;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.wire.JsonMessageFormat;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tables of a random graph on a real server. */
final class JdbcRowStore implements RowStore, AutoCloseable {
    private final Map<String, Map<String, KeyType>> columns;
    private final Connection connection;
    private final JdbcSession session;
    private final MessageFormat format;

    private JdbcRowStore(
            Map<String, Map<String, KeyType>> columns,
            Connection connection,
            JdbcSession session,
            MessageFormat format) {
        this.columns = columns;
        this.connection = connection;
        this.session = session;
        this.format = format;
    }

    /** Makes the tables of {@code graph} anew. */
    static JdbcRowStore create(LocalDatabase server, RelationGraph graph) throws SQLException {
        var columns = columns(graph);
        for (var number = 0; number < 9; number++) {
            server.run("DROP TABLE IF EXISTS t" + number);
        }
        for (var table : graph.tables()) {
            server.run(ddl(table, graph, columns.getOrDefault(table.name(), Map.of())));
        }
        var session = new JdbcSession(
                new JdbcSession.Target(
                        server.url(), Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(2)),
                () -> new Credentials(server.server().user(), server.server().password()),
                new LiveSchema(graph),
                InstantSource.system());
        return new JdbcRowStore(columns, server.connect(), session, new JsonMessageFormat(graph, () -> "made-up"));
    }

    /** Holds the rows of {@code given} from now on, and no others. */
    void fill(RandomCase given) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DELETE FROM afterdelete_outbox");
            statement.execute("DELETE FROM afterdelete_orphan_scan");
            statement.execute("DELETE FROM afterdelete_orphans");
            for (var table : columns.keySet()) {
                statement.execute("DELETE FROM " + table);
            }
        }
        for (var table : given.rows().entrySet()) {
            for (var row : table.getValue()) {
                insert(table.getKey(), row.columns());
            }
        }
    }

    /** The session of the database. */
    JdbcSession session() {
        return session;
    }

    @Override
    public Database database() {
        return new JdbcDatabase(session, format, Duration.ZERO);
    }

    @Override
    public Outbox outbox(MessageFormat same) {
        return new JdbcOutbox(session);
    }

    @Override
    public Map<String, List<Map<String, KeyValue>>> rows(RelationGraph graph) {
        var rows = new HashMap<String, List<Map<String, KeyValue>>>();
        try (var statement = connection.createStatement()) {
            for (var table : columns.entrySet()) {
                try (var row = statement.executeQuery("SELECT * FROM " + table.getKey())) {
                    var some = new ArrayList<Map<String, KeyValue>>();
                    while (row.next()) {
                        some.add(read(row, table.getValue()));
                    }
                    rows.put(table.getKey(), some);
                }
            }
            return rows;
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Override
    public Set<String> owed() {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT message FROM afterdelete_outbox WHERE done_at IS NULL")) {
            var names = new TreeSet<String>();
            while (row.next()) {
                if (format.read(row.getString(1)) instanceof Reading.Understood(var message)) {
                    names.add(message.envelope().cascade());
                }
            }
            return names;
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
        connection.close();
    }

    private void insert(String table, Map<String, KeyValue> row) throws SQLException {
        var names = List.copyOf(row.keySet());
        var text = "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(table, String.join(", ", names), String.join(", ", Collections.nCopies(names.size(), "?")));
        try (var insert = connection.prepareStatement(text)) {
            for (var place = 0; place < names.size(); place++) {
                switch (row.get(names.get(place))) {
                    case KeyValue.IntegerValue(var number) -> insert.setLong(place + 1, number.longValue());
                    case KeyValue.StringValue(var string) -> insert.setString(place + 1, string);
                    case KeyValue.BinaryValue binary -> insert.setBytes(place + 1, binary.bytes());
                    case null -> throw new IllegalArgumentException("a column of a row has a value");
                }
            }
            insert.executeUpdate();
        }
    }

    private static Map<String, KeyValue> read(ResultSet row, Map<String, KeyType> columns) throws SQLException {
        var values = new TreeMap<String, KeyValue>();
        for (var column : columns.entrySet()) {
            if (row.getObject(column.getKey()) == null) {
                continue;
            }
            values.put(
                    column.getKey(),
                    switch (column.getValue()) {
                        case INTEGER -> new KeyValue.IntegerValue(new BigInteger(row.getString(column.getKey())));
                        case STRING -> KeyValue.of(row.getString(column.getKey()));
                        case BINARY ->
                            new KeyValue.BinaryValue(HexFormat.of().formatHex(row.getBytes(column.getKey())));
                    });
        }
        return values;
    }

    private static Map<String, Map<String, KeyType>> columns(RelationGraph graph) {
        var columns = new LinkedHashMap<String, Map<String, KeyType>>();
        for (var table : graph.tables()) {
            var ofTable = columns.computeIfAbsent(table.name(), _ -> new LinkedHashMap<>());
            table.columns().forEach(column -> ofTable.put(column.name(), column.type()));
            for (var relation : graph.relations()) {
                if (relation.parent().equals(table)) {
                    relation.copies().forEach(copy -> ofTable.put(copy.parentColumn(), KeyType.STRING));
                }
                if (relation.child().equals(table)) {
                    for (var place = 0; place < relation.columns().size(); place++) {
                        ofTable.putIfAbsent(
                                relation.columns().get(place),
                                relation.reference().types().get(place));
                    }
                    relation.where().forEach(constant -> ofTable.put(constant.column(), KeyType.STRING));
                    relation.copies().forEach(copy -> ofTable.put(copy.column(), KeyType.STRING));
                }
            }
        }
        return columns;
    }

    private static String ddl(Table table, RelationGraph graph, Map<String, KeyType> columns) {
        var parts = new ArrayList<String>();
        columns.forEach((name, type) -> parts.add(name + " " + type(type)));
        parts.add("PRIMARY KEY (%s)".formatted(String.join(", ", table.keyColumns())));
        table.unique().stream().map(KeyColumn::name).forEach(name -> parts.add("UNIQUE KEY (%s)".formatted(name)));
        graph.relations().stream()
                .filter(relation -> relation.child().equals(table))
                .forEach(relation -> parts.add("KEY (%s)".formatted(String.join(", ", relation.columns()))));
        return parts.stream().collect(Collectors.joining(", ", "CREATE TABLE " + table.name() + " (", ")"));
    }

    private static String type(KeyType type) {
        return switch (type) {
            case INTEGER -> "BIGINT";
            case STRING -> "VARCHAR(20)";
            case BINARY -> "VARBINARY(16)";
        };
    }
}
