package dev.afterdelete.chaos;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.BinaryLogClient.AbstractLifecycleListener;
import com.github.shyiko.mysql.binlog.event.DeleteRowsEventData;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.UpdateRowsEventData;
import com.github.shyiko.mysql.binlog.event.WriteRowsEventData;
import com.github.shyiko.mysql.binlog.event.XidEventData;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.local.LocalDatabase;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the server itself wrote down of one database: each committed transaction, row by row, in the order of the
 * commits. Neither the engine nor a writer has any part in it.
 */
final class BinaryLog {
    private static final long SOME_SERVER_ID = 4_711;

    private final LocalDatabase database;
    private final Position from;

    private BinaryLog(LocalDatabase database, Position from) {
        this.database = database;
        this.from = from;
    }

    private record Position(String file, long offset) {}

    /** The log of what is committed from now on. */
    static BinaryLog fromNowOn(LocalDatabase database) throws SQLException {
        return new BinaryLog(database, end(database));
    }

    private static Position end(LocalDatabase database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW BINARY LOGS")) {
            var end = new Position("", 0);
            while (row.next()) {
                end = new Position(row.getString(1), row.getLong(2));
            }
            return end;
        }
    }

    /** All that was committed since; nobody may be writing any more. */
    List<Commit> commits() throws SQLException, IOException {
        var server = database.server();
        var client = new BinaryLogClient(server.host(), server.port(), server.user(), server.password());
        client.setServerId(SOME_SERVER_ID);
        client.setBinlogFilename(from.file());
        client.setBinlogPosition(from.offset());
        client.setBlocking(false); // ends at the end of the log
        client.setKeepAlive(false);
        var reader = new Reader(columns());
        client.registerEventListener(reader::read);
        client.registerLifecycleListener(reader);
        client.connect();
        return reader.all();
    }

    /** Names of columns, which the log does not hold. */
    private Map<String, List<String>> columns() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT table_name, column_name FROM information_schema.columns"
                        + " WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position")) {
            var columns = new HashMap<String, List<String>>();
            while (row.next()) {
                columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(row.getString(2));
            }
            return columns;
        }
    }

    /** Puts events together to transactions. */
    private final class Reader extends AbstractLifecycleListener {
        private final Map<String, List<String>> columns;
        private final Map<Long, String> tables = new HashMap<>();
        private final List<Commit> commits = new ArrayList<>();
        private final List<RowChange> open = new ArrayList<>();
        private final List<Exception> faults = new ArrayList<>();

        Reader(Map<String, List<String>> columns) {
            this.columns = columns;
        }

        void read(Event event) {
            switch (event.getData()) {
                case TableMapEventData map
                when map.getDatabase().equals(database.name()) -> tables.put(map.getTableId(), map.getTable());
                case TableMapEventData other -> tables.remove(other.getTableId());
                case WriteRowsEventData rows -> inserted(rows);
                case UpdateRowsEventData rows -> updated(rows);
                case DeleteRowsEventData rows -> deleted(rows);
                case XidEventData _ -> committed();
                case QueryEventData query when !query.getSql().equals("BEGIN") -> committed();
                case null, default -> {} // of no row
            }
        }

        private void inserted(WriteRowsEventData event) {
            if (tables.get(event.getTableId()) instanceof String table) {
                event.getRows().forEach(values -> open.add(new RowChange.Inserted(table, row(table, values))));
            }
        }

        private void updated(UpdateRowsEventData event) {
            if (tables.get(event.getTableId()) instanceof String table) {
                event.getRows()
                        .forEach(values -> open.add(new RowChange.Updated(
                                table, row(table, values.getKey()), row(table, values.getValue()))));
            }
        }

        private void deleted(DeleteRowsEventData event) {
            if (tables.get(event.getTableId()) instanceof String table) {
                event.getRows().forEach(values -> open.add(new RowChange.Deleted(table, row(table, values))));
            }
        }

        private void committed() {
            if (!open.isEmpty()) {
                commits.add(new Commit(open));
                open.clear();
            }
        }

        private Map<String, KeyValue> row(String table, Serializable[] values) {
            var names = columns.get(table);
            if (names == null || names.size() != values.length) {
                throw new IllegalStateException("%d values of %s, which has %s".formatted(values.length, table, names));
            }
            var row = new HashMap<String, KeyValue>();
            for (var place = 0; place < values.length; place++) {
                if (values[place] != null) {
                    row.put(names.get(place), valueOf(values[place]));
                }
            }
            return row;
        }

        @Override
        public void onCommunicationFailure(BinaryLogClient client, Exception fault) {
            faults.add(fault);
        }

        @Override
        public void onEventDeserializationFailure(BinaryLogClient client, Exception fault) {
            faults.add(fault);
        }

        List<Commit> all() {
            if (!faults.isEmpty()) {
                throw new IllegalStateException("the binary log cannot be read", faults.getFirst());
            }
            if (!open.isEmpty()) {
                throw new IllegalStateException("the binary log ends within a transaction");
            }
            return commits;
        }
    }

    private static KeyValue valueOf(Serializable value) {
        return switch (value) {
            case Number number -> KeyValue.of(number.longValue());
            case String text -> KeyValue.of(text);
            case byte[] text -> KeyValue.of(new String(text, StandardCharsets.UTF_8));
            case Date time ->
                KeyValue.of(LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC)
                        .toString());
            default -> throw new IllegalStateException("a value of " + value.getClass());
        };
    }
}
