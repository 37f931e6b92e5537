package dev.afterdelete.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One database of a server, and what the settings have to say so that it is used.
 *
 * @param server where it is
 * @param name its name there
 * @param disposal what becomes of it in the end
 */
public record LocalDatabase(DatabaseAddress server, String name, Disposal disposal) implements AutoCloseable {
    /** What becomes of a database that nobody needs any more. */
    public enum Disposal {
        /** It is dropped. */
        DROPPED,
        /** Its tables are dropped, and it is used again: where it takes seconds to create one. */
        EMPTIED
    }

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

    /** Drops the database, or its tables. <b>Idempotent</b>. */
    @Override
    public void close() throws SQLException {
        switch (disposal) {
            case DROPPED -> drop();
            case EMPTIED -> empty();
        }
    }

    private void drop() throws SQLException {
        try (var connection = server.connect("");
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS `%s`".formatted(name));
        }
    }

    private void empty() throws SQLException {
        try (var connection = connect();
                var query = connection.createStatement();
                var drop = connection.createStatement()) {
            drop.execute("SET foreign_key_checks = 0");
            for (var statement : statements(query)) {
                drop.execute(statement);
            }
        }
    }

    private List<String> statements(Statement query) throws SQLException {
        var statements = new ArrayList<String>();
        try (var rows = query.executeQuery("""
                SELECT CONCAT('DROP ', IF(table_type = 'VIEW', 'VIEW', 'TABLE'), ' `', REPLACE(table_name, '`', '``'), '`')
                FROM information_schema.tables WHERE table_schema = '%s'
                """.formatted(name))) {
            while (rows.next()) {
                statements.add(rows.getString(1));
            }
        }
        return statements;
    }
}
