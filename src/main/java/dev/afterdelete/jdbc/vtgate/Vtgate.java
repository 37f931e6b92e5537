package dev.afterdelete.jdbc.vtgate;

import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.live.Routing;
import dev.afterdelete.sql.RouteQuestion;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** Asks a vtgate, of Vitess or of PlanetScale, where it sends statements. Not for several threads. */
public final class Vtgate {
    private static final String OUTBOX = "afterdelete_outbox";
    private static final String OUTBOX_SHARD = "shard_key";

    /** {@code keyspace:shard} or {@code keyspace/shard}. */
    private static final Pattern TO_ONE_SHARD = Pattern.compile("[:/]");

    /** What a server says that does not know the statement at all; a vtgate has another number for that. */
    private static final int PARSE_ERROR = 1064;

    private final Connection connection;

    private Vtgate(Connection connection) {
        this.connection = connection;
    }

    /**
     * Whether a connection leads to a vtgate. It is told by what it answers: which version it says that it is, anybody
     * may choose.
     *
     * @throws SQLException when the connection is lost
     */
    public static boolean isBehind(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeQuery("SHOW VITESS_SHARDS").close();
            return true;
        } catch (SQLException refused) {
            if (refused.getErrorCode() == PARSE_ERROR) {
                return false;
            }
            requireStanding(connection, refused);
            return true;
        }
    }

    /**
     * Where the statements of a declaration go, by what the vtgate behind {@code connection} plans for each of its
     * tables. One question a table; a table about which it says nothing may have its rows anywhere.
     *
     * @throws SQLException when the connection is lost
     */
    public static Routing routing(Connection connection, RelationGraph graph) throws SQLException {
        var target = Objects.requireNonNullElse(connection.getCatalog(), "");
        return TO_ONE_SHARD.matcher(target).find() ? Routing.DIRECT : new Vtgate(connection).routing(graph);
    }

    private Routing routing(RelationGraph graph) throws SQLException {
        var named = new LinkedHashMap<String, Route>();
        var others = new ArrayList<Route>();
        for (var table : graph.tables()) {
            var route = ask(table.name(), table.shardBy());
            if (table.shardBy().isPresent()) {
                named.put(table.name(), route);
            } else {
                others.add(route);
            }
        }
        var shards = Routes.shards(named.values(), others);
        if (graph.shardType().isPresent()) {
            var shard = new KeyColumn(OUTBOX_SHARD, graph.shardType().get());
            named.put(OUTBOX, ask(OUTBOX, Optional.of(shard)));
        }
        return new Routing(shards, Routes.misrouted(named, vindexes(named)));
    }

    /** Unknown too where there is no such table. */
    private Route ask(String table, Optional<KeyColumn> shardBy) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(RouteQuestion.of(table, shardBy)); // not a query, as the driver sees it
            try (var row = statement.getResultSet()) {
                return row != null && row.next() ? Route.parse(row.getString(1)) : new Route.Unknown();
            }
        } catch (SQLException refused) {
            requireStanding(connection, refused);
            return new Route.Unknown();
        }
    }

    /**
     * What each vindex of the keyspaces computes, as type and parameters: two of different names may compute the same.
     * Asked only where there are two.
     */
    private Map<Route.ToShard, List<String>> vindexes(SequencedMap<String, Route> routes) throws SQLException {
        var vindexes = new HashMap<Route.ToShard, List<String>>();
        if (routes.values().stream().distinct().count() < 2) {
            return vindexes;
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW VSCHEMA VINDEXES")) {
            while (row.next()) {
                vindexes.put(
                        new Route.ToShard(row.getString(1), row.getString(2)),
                        List.of(row.getString(1), row.getString(3), row.getString(4)));
            }
        } catch (SQLException refused) {
            requireStanding(connection, refused);
            vindexes.clear();
        }
        return vindexes;
    }

    /**
     * The columns from which the vtgate behind {@code connection} computes on which shard a row of a table lies: those
     * of its primary vindex, which is told first.
     *
     * @return empty where the table is not sharded, or the vtgate does not say
     * @throws SQLException when the connection is lost
     */
    public static List<String> vindexOf(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(RouteQuestion.vindexesOf(table))) {
            return row.next() ? List.of(row.getString("Columns").split(", ?")) : List.of();
        } catch (SQLException refused) {
            requireStanding(connection, refused);
            return List.of();
        }
    }

    private static void requireStanding(Connection connection, SQLException refused) throws SQLException {
        if (!connection.isValid(1)) {
            throw new SQLNonTransientConnectionException("the connection was lost", "08S01", refused);
        }
    }
}
