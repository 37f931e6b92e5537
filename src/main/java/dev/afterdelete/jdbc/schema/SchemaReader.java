package dev.afterdelete.jdbc.schema;

import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.jdbc.catalogue.ColumnReader;
import dev.afterdelete.jdbc.catalogue.IndexReader;
import dev.afterdelete.jdbc.vtgate.Vtgate;
import dev.afterdelete.live.LiveDatabase;
import dev.afterdelete.live.LiveTable;
import dev.afterdelete.live.LiveTable.Engine;
import dev.afterdelete.live.LiveTable.NotStored;
import dev.afterdelete.live.LiveTable.Storage;
import dev.afterdelete.live.LiveTrigger;
import dev.afterdelete.live.Routing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Asks the server what a database looks like, in as many queries for one table as for a thousand; a vtgate in one more
 * a table.
 */
public final class SchemaReader {
    private final Connection connection;
    private final Set<String> transactionalEngines = new HashSet<>();
    private final Map<String, Storage> tables = new LinkedHashMap<>();
    private final Map<String, List<LiveTrigger>> triggers = new HashMap<>();
    private final Map<String, List<String>> vindexes = new HashMap<>();
    private final ColumnReader columns = new ColumnReader();
    private final IndexReader indexes = new IndexReader();
    private final ForeignKeyReader foreignKeys = new ForeignKeyReader();

    private SchemaReader(Connection connection) {
        this.connection = connection;
    }

    /**
     * The database that {@code session} leads to, as far as its user may see it: tables on which the user has no
     * privilege are not there, nor are triggers without {@code TRIGGER}.
     *
     * @param graph the declaration about whose statements a vtgate is asked where they go
     * @throws dev.afterdelete.fault.FaultException when the database does not answer
     */
    public static LiveDatabase read(JdbcSession session, RelationGraph graph) {
        return session.transact(connection -> {
            var reader = new SchemaReader(connection);
            return session.leadsToVtgate()
                    ? reader.read(Vtgate.routing(connection, graph), table -> Vtgate.vindexOf(connection, table))
                    : reader.read(Routing.DIRECT, _ -> List.of());
        });
    }

    private interface Vindexes {
        List<String> of(String table) throws SQLException;
    }

    private LiveDatabase read(Routing routing, Vindexes known) throws SQLException {
        query(Catalogue.ENGINES, this::engine);
        query(Catalogue.TABLES, this::table);
        query(ColumnReader.COLUMNS + ColumnReader.IN_ORDER, columns::column);
        query(IndexReader.INDEXES + IndexReader.IN_ORDER, indexes::part);
        query(Catalogue.FOREIGN_KEY_RULES, foreignKeys::rule);
        query(Catalogue.FOREIGN_KEY_COLUMNS, foreignKeys::column);
        query(Catalogue.TRIGGERS, this::trigger);
        for (var table : tables.keySet()) {
            vindexes.put(table, known.of(table));
        }
        var databases = new ArrayList<LiveDatabase>();
        query(Catalogue.DATABASE, row -> databases.add(database(row, routing)));
        return databases.getFirst();
    }

    private LiveDatabase database(ResultSet row, Routing routing) throws SQLException {
        var columnsByTable = columns.byTable();
        var indexesByTable = indexes.byTable(columnsByTable);
        var foreignKeysByTable = foreignKeys.byTable();
        var found = new ArrayList<LiveTable>();
        tables.forEach((name, storage) -> found.add(new LiveTable(
                name,
                storage,
                columnsByTable.getOrDefault(name, List.of()),
                indexesByTable.getOrDefault(name, List.of()),
                foreignKeysByTable.getOrDefault(name, List.of()),
                triggers.getOrDefault(name, List.of()),
                vindexes.getOrDefault(name, List.of()))));
        return new LiveDatabase(row.getString(1), columns.foldsTableNames(), routing, found);
    }

    private void engine(ResultSet row) throws SQLException {
        if ("YES".equals(row.getString(2))) {
            transactionalEngines.add(row.getString(1).toLowerCase(Locale.ROOT));
        }
    }

    private void table(ResultSet row) throws SQLException {
        var engine = row.getString(3);
        var isTable = Set.of("BASE TABLE", "SYSTEM VERSIONED").contains(row.getString(2));
        tables.put(
                row.getString(1),
                isTable && engine != null
                        ? new Engine(
                                engine,
                                transactionalEngines.contains(engine.toLowerCase(Locale.ROOT)),
                                Math.max(0, row.getLong(4)))
                        : new NotStored());
    }

    private void trigger(ResultSet row) throws SQLException {
        triggers.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                .add(new LiveTrigger(row.getString(2), row.getString(3)));
    }

    private void query(String text, RowReader reader) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(text)) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
