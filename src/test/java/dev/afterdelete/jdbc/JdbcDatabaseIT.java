package dev.afterdelete.jdbc;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.execute.Database;
import dev.afterdelete.execute.DatabaseContract;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.wire.JsonMessageFormat;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

@OnEveryServer
class JdbcDatabaseIT extends DatabaseContract {
    private static final String TABLES = """
            CREATE TABLE parents (id BIGINT UNSIGNED PRIMARY KEY, is_deleted BOOLEAN NOT NULL);
            CREATE TABLE children (
              id BIGINT PRIMARY KEY, parent_id BIGINT UNSIGNED NULL, other_id BIGINT UNSIGNED NULL, colour VARCHAR(9),
              KEY (parent_id), KEY (other_id)
            );
            CREATE TABLE pairs (a INT NOT NULL, b VARCHAR(9) NOT NULL, PRIMARY KEY (a, b));
            CREATE TABLE blobs (id VARBINARY(16) PRIMARY KEY);
            """;

    private final LocalDatabase server;
    private final JdbcSession session;

    JdbcDatabaseIT(LocalDatabase server) {
        this.server = server;
        this.session = new JdbcSession(
                new JdbcSession.Target(
                        server.url(), Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(2)),
                () -> new Credentials(server.server().user(), server.server().password()),
                new LiveSchema(GRAPH),
                InstantSource.system());
    }

    @AfterEach
    void closeSession() {
        session.close();
    }

    @Override
    protected Database open() throws SQLException {
        server.runResource("/afterdelete.sql");
        server.run(TABLES);
        return new JdbcDatabase(session, new JsonMessageFormat(GRAPH, () -> "c"), Duration.ofMinutes(1));
    }

    @Override
    protected void insertParent(BigInteger id, boolean deleted) throws SQLException {
        server.run("INSERT INTO parents VALUES (%s, %s)".formatted(id, deleted));
    }

    @Override
    protected void insertChild(long id, @Nullable Long parent, @Nullable Long other, String colour)
            throws SQLException {
        server.run("INSERT INTO children VALUES (%s, %s, %s, '%s')".formatted(id, parent, other, colour));
    }

    @Override
    protected void insertPair(long a, String b) throws SQLException {
        server.run("INSERT INTO pairs VALUES (%s, '%s')".formatted(a, b));
    }

    @Override
    protected void insertBlob(String hex) throws SQLException {
        try (var connection = server.connect();
                var insert = connection.prepareStatement("INSERT INTO blobs VALUES (?)")) {
            insert.setBytes(1, HexFormat.of().parseHex(hex));
            insert.executeUpdate();
        }
    }

    @Override
    protected Set<Long> debts() throws SQLException {
        var ids = new HashSet<Long>();
        try (var connection = server.connect();
                var query = connection.createStatement();
                var row = query.executeQuery("SELECT id FROM afterdelete_outbox")) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }
}
