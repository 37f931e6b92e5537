package dev.afterdelete.jdbc;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.OutboxContract;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

@OnEveryServer
class JdbcOutboxIT extends OutboxContract {
    private final LocalDatabase server;
    private final JdbcSession session;

    JdbcOutboxIT(LocalDatabase server) {
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
    protected Outbox open() {
        OutboxSchema.apply(session);
        OutboxSchema.apply(session);
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
