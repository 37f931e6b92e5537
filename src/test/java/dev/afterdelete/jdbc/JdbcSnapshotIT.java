package dev.afterdelete.jdbc;

import static dev.afterdelete.sql.Statements.deleteFrom;
import static dev.afterdelete.sql.Statements.keysOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.wire.JsonMessageFormat;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryServer
class JdbcSnapshotIT {
    private static final Table THINGS = Table.named("things");
    private static final RelationGraph GRAPH = new RelationGraph(List.of(THINGS), Optional.empty(), List.of());
    private static final List<Key> KEYS = List.of(Key.of(1), Key.of(2));

    private final LocalDatabase server;
    private final JdbcSession session;
    private final JdbcSnapshot snapshot;

    JdbcSnapshotIT(LocalDatabase server) throws SQLException {
        this.server = server;
        server.run("CREATE TABLE things (id BIGINT PRIMARY KEY); INSERT INTO things VALUES (1)");
        this.session = new JdbcSession(
                new JdbcSession.Target(
                        server.url(), Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(2)),
                () -> new Credentials(server.server().user(), server.server().password()),
                new LiveSchema(GRAPH),
                InstantSource.system());
        this.snapshot = new JdbcSnapshot(session, new JsonMessageFormat(GRAPH, () -> "c"));
    }

    @AfterEach
    void closeSession() {
        session.close();
    }

    @Test
    void allReadsSeeTheMomentOfTheFirst() {
        var seen = snapshot.read(transaction -> {
            assertThat(transaction.keys(query())).containsExactly(Key.of(1));
            insert();
            return transaction.keys(query());
        });

        assertThat(seen).containsExactly(Key.of(1));
        assertThat(snapshot.<List<Key>>read(transaction -> transaction.keys(query())))
                .containsExactlyInAnyOrderElementsOf(KEYS);
    }

    @Test
    void theServerRefusesToWrite() {
        assertThatThrownBy(() -> snapshot.read(transaction ->
                        transaction.change(deleteFrom(THINGS).whereKey(KEYS).limit(2))))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("READ_ONLY");
        assertThat(snapshot.<List<Key>>read(transaction -> transaction.keys(query())))
                .hasSize(1);
    }

    private void insert() {
        try {
            server.run("INSERT INTO things VALUES (2)");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static BoundQuery query() {
        return keysOf(THINGS).whereKey(KEYS).limit(2);
    }
}
