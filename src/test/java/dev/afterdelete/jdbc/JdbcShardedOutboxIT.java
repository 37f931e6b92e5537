package dev.afterdelete.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.event.Backlog;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.event.OwedMessage;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.jdbc.schema.OutboxSchema;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An outbox beside tables that are sharded: rows of every shard are found, and each is changed on its own. */
@OnEveryServer
class JdbcShardedOutboxIT {
    private static final Duration HOUR = Duration.ofHours(1);

    private final LocalDatabase server;
    private final JdbcSession session;
    private final JdbcOutbox outbox;

    JdbcShardedOutboxIT(LocalDatabase server) {
        this.server = server;
        this.session = new JdbcSession(
                new JdbcSession.Target(
                        server.url(), Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(2)),
                () -> new Credentials(server.server().user(), server.server().password()),
                new LiveSchema(new RelationGraph(List.of(), Optional.empty(), List.of())),
                InstantSource.system());
        this.outbox = new JdbcOutbox(session, Optional.of(KeyType.STRING));
    }

    @BeforeEach
    void create() {
        OutboxSchema.apply(session, Optional.of("VARCHAR(255)"));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void rowsOfEveryShardAreTakenOnceAndSayWhereTheyLie() throws SQLException {
        owe("north", "a");
        owe("south", "b");
        owe("north", "c");
        assertThat(outbox.takeDue(10, _ -> HOUR))
                .extracting(OwedMessage::body, owed -> owed.shard().orElseThrow())
                .containsExactlyInAnyOrder(
                        tuple("a", KeyValue.of("north")),
                        tuple("b", KeyValue.of("south")),
                        tuple("c", KeyValue.of("north")));
        assertThat(outbox.takeDue(10, _ -> HOUR)).isEmpty();
    }

    @Test
    void noMoreAreTakenThanAskedForWhereverTheyLie() throws SQLException {
        for (var shard : List.of("north", "south", "east", "north", "south")) {
            owe(shard, "x");
        }
        assertThat(outbox.takeDue(3, _ -> HOUR)).hasSize(3);
        assertThat(outbox.takeDue(3, _ -> HOUR)).hasSize(2);
    }

    /** On shards that number their rows by themselves, one number stands on each. */
    @Test
    void aDebtIsSettledOnItsOwnShardOnly() throws SQLException {
        owe("north", "a");
        var debt = outbox.takeDue(1, _ -> HOUR).getFirst().debt();
        var elsewhere = debt.on(Optional.of(KeyValue.of("south")));
        assertThat(outbox.bodies(List.of(elsewhere))).isEmpty();
        assertThat(outbox.bodies(List.of(debt))).containsOnlyKeys(debt);
        settle(elsewhere);
        assertThat(count()).isEqualTo(1);
        settle(debt);
        assertThat(count()).isZero();
    }

    private void settle(Debt debt) {
        session.transact(connection -> {
            JdbcOutbox.remove(connection, Directives.NONE, List.of(debt));
            return debt;
        });
    }

    @Test
    void whatIsDoneIsForgottenOnEveryShardAndNoMoreThanAskedFor() throws SQLException {
        for (var shard : List.of("north", "south", "north")) {
            owe(shard, "x");
        }
        server.run("UPDATE afterdelete_outbox SET done_at = CURRENT_TIMESTAMP(6) - INTERVAL 1 DAY");
        assertThat(outbox.forgetDone(HOUR, 2)).isEqualTo(2);
        assertThat(outbox.forgetDone(HOUR, 2)).isEqualTo(1);
        assertThat(count()).isZero();
    }

    @Test
    void theBacklogIsThatOfAllShards() throws SQLException {
        owe("north", "a");
        owe("south", "b");
        owe("south", "c");
        server.run("""
                UPDATE afterdelete_outbox SET refused_code = 'ZERO_KEY', refused_at = CURRENT_TIMESTAMP(6)
                 WHERE message = 'c'
                """);
        var backlog = outbox.backlog(3);
        assertThat(backlog.count()).isEqualTo(2);
        assertThat(backlog.refused()).containsExactly(new Backlog.Refused("ZERO_KEY", 1));
    }

    private void owe(String shard, String body) throws SQLException {
        server.run("INSERT INTO afterdelete_outbox (message, shard_key) VALUES ('%s', '%s')".formatted(body, shard));
    }

    private int count() {
        return session.transact(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT COUNT(*) FROM afterdelete_outbox")) {
                row.next();
                return row.getInt(1);
            }
        });
    }
}
