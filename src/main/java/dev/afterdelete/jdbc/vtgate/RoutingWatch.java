package dev.afterdelete.jdbc.vtgate;

import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.live.Routing;
import dev.afterdelete.live.Shards;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Collectors;

/**
 * What is known of where the statements on a connection go. Looked at when the connection stands, and now and then
 * while it does: tables are moved and shards are split under it. Not for several threads.
 */
public final class RoutingWatch {
    /** How long it is taken for granted; a row of another shard with the same primary key is not made in that time. */
    private static final Duration TRUSTED = Duration.ofMinutes(1);

    private final RelationGraph graph;
    private final InstantSource clock;
    private boolean vtgate;
    private Routing routing = Routing.DIRECT;
    private Instant looked = Instant.MIN;

    /** Nothing is known yet; until then statements go to one server. */
    public RoutingWatch(RelationGraph graph, InstantSource clock) {
        this.graph = graph;
        this.clock = clock;
    }

    /**
     * Asks whether a connection that was opened just now leads to a vtgate.
     *
     * @throws SQLException when the connection is lost
     */
    public void recognize(Connection opened) throws SQLException {
        vtgate = Vtgate.isBehind(opened);
    }

    /**
     * Looks at where the statements of a connection go that was recognized when it was opened.
     *
     * @throws FaultException systemic, when statements go elsewhere than declared
     * @throws SQLException when the connection is lost
     */
    public void look(Connection connection) throws SQLException {
        looked = clock.instant();
        routing = Routing.DIRECT;
        if (vtgate) {
            routing = Vtgate.routing(connection, graph);
            connection.rollback(); // a question that was refused may have begun a transaction
        }
        if (!routing.misrouted().isEmpty()) {
            throw FaultException.of(FaultCode.SCHEMA_MISMATCH, mismatch());
        }
    }

    /**
     * Looks at the same connection again, when it is time; between transactions only.
     *
     * @throws FaultException systemic, when statements go elsewhere than declared
     * @throws SQLException when the connection is lost
     */
    public void lookAgain(Connection current) throws SQLException {
        if (vtgate && !clock.instant().isBefore(looked.plus(TRUSTED))) {
            look(current);
        }
    }

    /** On how many shards statements may find rows. */
    public Shards shards() {
        return routing.shards();
    }

    /** Whether the connection leads to a vtgate, of Vitess or of PlanetScale. */
    public boolean leadsToVtgate() {
        return vtgate;
    }

    private String mismatch() {
        return routing.misrouted().entrySet().stream()
                .map(table -> "statements about %s go %s".formatted(table.getKey(), table.getValue()))
                .collect(Collectors.joining("; ", "the declared shardBy is not how the keyspace is sharded: ", ""));
    }
}
