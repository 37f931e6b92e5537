package dev.afterdelete.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.event.OwedMessage;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.jdbc.schema.OutboxSchema;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.redrive.RefusedDebts;
import dev.afterdelete.redrive.RefusedDebtsContract;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryServer
class JdbcRefusedDebtsIT extends RefusedDebtsContract {
    private final LocalDatabase server;
    private final JdbcSession session;

    JdbcRefusedDebtsIT(LocalDatabase server) {
        this.server = server;
        this.session = new JdbcSession(
                new JdbcSession.Target(
                        server.url(), Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(2)),
                () -> new Credentials(server.server().user(), server.server().password()),
                new LiveSchema(new RelationGraph(List.of(), Optional.empty(), List.of())),
                InstantSource.system());
    }

    @AfterEach
    void closeSession() {
        session.close();
    }

    @Override
    protected RefusedDebts open() {
        OutboxSchema.apply(session, Optional.empty());
        return new JdbcRefusedDebts(session);
    }

    @Override
    protected void owe(long id, String body) throws SQLException {
        try (var connection = server.connect();
                var insert =
                        connection.prepareStatement("INSERT INTO afterdelete_outbox (id, message) VALUES (?, ?)")) {
            insert.setLong(1, id);
            insert.setString(2, body);
            insert.executeUpdate();
        }
    }

    @Override
    protected void refuse(long id, String body, String code) throws SQLException {
        owe(id, body);
        server.run("""
                SET time_zone = '+00:00';
                UPDATE afterdelete_outbox SET refused_at = '2026-01-30 12:00:00', refused_code = '%s', tries = 7, turn = 4
                 WHERE id = %d LIMIT 1
                """.formatted(code, id));
    }

    @Override
    protected Set<Long> owed() throws SQLException {
        var ids = new TreeSet<Long>();
        try (var connection = server.connect();
                var query = connection.prepareStatement("SELECT id FROM afterdelete_outbox WHERE refused_at IS NULL");
                var row = query.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }

    @Test
    void theRelayTakesARearmedRowAfterItsPauseAsIfItHadNeverSentIt() throws SQLException {
        var debts = new JdbcRefusedDebts(session);
        var outbox = new JdbcOutbox(session);
        server.run("DELETE FROM afterdelete_outbox WHERE id = 1 LIMIT 1");
        debts.rearm(List.of(2L), Duration.ofMinutes(1));
        assertThat(outbox.takeDue(10, _ -> Duration.ofHours(1))).isEmpty();
        server.run("UPDATE afterdelete_outbox SET next_at = next_at - INTERVAL 61 SECOND WHERE id = 2 LIMIT 1");
        assertThat(outbox.takeDue(10, _ -> Duration.ofHours(1)))
                .containsExactly(new OwedMessage(2, "{\"id\":1,\"action\":\"deleted\"}", 1, 5));
    }

    @Test
    void aRearmedRowCanBeRefusedAgain() {
        var debts = new JdbcRefusedDebts(session);
        debts.rearm(List.of(5L), Duration.ZERO);
        new JdbcOutbox(session).refuse(new Debt(5, 4), Fault.of(FaultCode.RESTRICTED));
        assertThat(debts.page(3, 1))
                .singleElement()
                .satisfies(debt -> assertThat(debt.code()).isEqualTo("RESTRICTED"));
    }

    @Test
    void aThousandAreChangedAtOnce() throws SQLException {
        var ids = LongStream.rangeClosed(101, 1_100).boxed().toList();
        server.run("INSERT INTO afterdelete_outbox (id, message, refused_at) VALUES "
                + String.join(
                        ",",
                        ids.stream()
                                .map(id -> "(%d, 'x', NOW(6))".formatted(id))
                                .toList()));
        var debts = new JdbcRefusedDebts(session);
        assertThat(debts.rearm(ids, Duration.ZERO)).isEqualTo(1_000);
        server.run("UPDATE afterdelete_outbox SET refused_at = NOW(6) WHERE id > 100 LIMIT 1000");
        assertThat(debts.forgive(ids)).isEqualTo(1_000);
        assertThat(owed()).containsExactly(1L);
    }
}
