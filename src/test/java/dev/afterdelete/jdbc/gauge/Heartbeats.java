package dev.afterdelete.jdbc.gauge;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.jdbc.LiveSchema;
import dev.afterdelete.local.LocalDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A heartbeat table as {@code pt-heartbeat --utc} makes it, and sessions to read it with. */
final class Heartbeats {
    private static final String TABLE = """
            CREATE TABLE heartbeat (
              ts VARCHAR(26) NOT NULL, server_id INT UNSIGNED NOT NULL PRIMARY KEY, position BIGINT UNSIGNED NULL
            );
            """;

    private final LocalDatabase database;

    private Heartbeats(LocalDatabase database) {
        this.database = database;
    }

    static Heartbeats createIn(LocalDatabase database) throws SQLException {
        database.run(TABLE);
        return new Heartbeats(database);
    }

    /** The newest heartbeat is {@code age} old; another server's is older. */
    void beat(Duration age) throws SQLException {
        database.run("""
                REPLACE INTO heartbeat (server_id, ts) VALUES
                  (1, DATE_FORMAT(UTC_TIMESTAMP(6) - INTERVAL 3 DAY, '%%Y-%%m-%%dT%%H:%%i:%%s.%%f')),
                  (2, DATE_FORMAT(UTC_TIMESTAMP(6) - INTERVAL %d MICROSECOND, '%%Y-%%m-%%dT%%H:%%i:%%s.%%f'))
                """.formatted(age.toNanos() / 1_000));
    }

    static JdbcSession session(LocalDatabase database) {
        return session(database, database.server().user(), database.server().password());
    }

    static JdbcSession session(LocalDatabase database, String user, String password) {
        return new JdbcSession(
                new JdbcSession.Target(
                        database.url(), Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(1)),
                () -> new Credentials(user, password),
                new LiveSchema(new RelationGraph(List.of(), Optional.empty(), List.of())),
                InstantSource.system());
    }
}
