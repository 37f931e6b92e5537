package dev.afterdelete.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.OutboxContract;
import dev.afterdelete.event.OwedMessage;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.jdbc.schema.OutboxSchema;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryServer
class JdbcOutboxIT extends OutboxContract {
    private final LocalDatabase server;
    private final JdbcSession session;

    JdbcOutboxIT(LocalDatabase server) {
        this.server = server;
        this.session = connect();
    }

    private JdbcSession connect() {
        return new JdbcSession(
                new JdbcSession.Target(
                        server.url(), Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(2)),
                () -> new Credentials(server.server().user(), server.server().password()),
                new LiveSchema(new RelationGraph(List.of(), Optional.empty(), List.of())),
                InstantSource.system());
    }

    @Test
    void manyRelaysAtOnceTakeEachRowOnce() throws Exception {
        open();
        for (var row = 0; row < 200; row++) {
            owe("{\"id\":%d,\"action\":\"deleted\"}".formatted(row));
        }
        var taken = new ConcurrentLinkedQueue<Long>();
        try (var relays = Executors.newFixedThreadPool(4)) {
            var ends = Stream.generate(() -> relays.submit(() -> takeAll(taken)))
                    .limit(4)
                    .toList();
            for (var end : ends) {
                end.get();
            }
        }
        assertThat(taken).hasSize(200).doesNotHaveDuplicates();
    }

    /** Rows that another relay holds are skipped, so that one empty answer does not mean the end. */
    private @Nullable Void takeAll(Queue<Long> taken) {
        try (var own = connect()) {
            var outbox = new JdbcOutbox(own);
            for (var empty = 0; empty < 3; ) {
                var due = outbox.takeDue(7, _ -> Duration.ofHours(1));
                due.forEach(owed -> taken.add(owed.id()));
                empty = due.isEmpty() ? empty + 1 : 0;
            }
        }
        return null;
    }

    @Test
    void anApplicationOwesInItsOwnTransaction() throws SQLException {
        open();
        try (var connection = server.connect()) {
            connection.setAutoCommit(false);
            JdbcOutbox.append(connection, "{\"id\":1,\"action\":\"deleted\"}");
            connection.rollback();
            var id = JdbcOutbox.append(connection, "{\"id\":2,\"action\":\"deleted\"}");
            connection.commit();
            assertThat(new JdbcOutbox(session).takeDue(10, _ -> Duration.ofHours(1)))
                    .extracting(OwedMessage::id)
                    .containsExactly(id);
        }
    }

    @AfterEach
    void closeSession() {
        session.close();
    }

    @Override
    protected Outbox open() {
        OutboxSchema.apply(session, Optional.empty());
        OutboxSchema.apply(session, Optional.empty());
        return new JdbcOutbox(session);
    }

    @Override
    protected long owe(String body) throws SQLException {
        try (var connection = server.connect();
                var insert = connection.prepareStatement(
                        "INSERT INTO afterdelete_outbox (message) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, body);
            insert.executeUpdate();
            try (var ids = insert.getGeneratedKeys()) {
                ids.next();
                return ids.getLong(1);
            }
        }
    }
}
