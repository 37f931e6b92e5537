package dev.afterdelete.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * One database of a server, and what the settings have to say so that it is used.
 *
 * @param server where it is
 * @param name its name there
 */
public record LocalDatabase(DatabaseAddress server, String name) implements AutoCloseable {
    /** The JDBC URL, without user and password. */
    public String url() {
        return server.url(name);
    }

    /** The settings that lead Afterdelete here, as environment variables. */
    public Map<String, String> settings() {
        return Map.of(
                "AFTERDELETE_DB_URL", url(),
                "AFTERDELETE_DB_USER", server.user(),
                "AFTERDELETE_DB_PASSWORD", server.password());
    }

    /** Opens a connection as the driver makes it: autocommit, the server's own isolation level. */
    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    /** Opens a connection with options of the driver, as they stand in a URL. */
    public Connection connectWith(String options) throws SQLException {
        return DriverManager.getConnection(url() + "?" + options, server.user(), server.password());
    }

    /**
     * Runs SQL statements, each ended by a semicolon.
     *
     * @throws SQLException at the first that fails; those before it stay done
     */
    public void run(String script) throws SQLException {
        try (var connection = connectWith("allowMultiQueries=true");
                var statement = connection.createStatement()) {
            var more = statement.execute(script);
            while (more || statement.getUpdateCount() != -1) {
                more = statement.getMoreResults();
            }
        }
    }

    /** Runs the SQL statements of a file on the class path. */
    public void runResource(String path) throws SQLException {
        try (var resource = LocalDatabase.class.getResourceAsStream(path)) {
            if (resource == null) {
                throw new IllegalArgumentException("no such file on the class path: " + path);
            }
            run(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drops the database. <b>Idempotent</b>. */
    @Override
    public void close() throws SQLException {
        try (var connection = server.connect("");
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS `%s`".formatted(name));
        }
    }
}
