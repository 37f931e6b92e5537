package dev.afterdelete.local;

import dev.afterdelete.local.LocalDatabase.Disposal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Where a database server listens, and who may do anything there.
 *
 * @param host a name or address
 * @param port of the MySQL protocol
 * @param user may create databases and users, and may change the server's variables
 * @param password of the user
 */
public record DatabaseAddress(String host, int port, String user, String password) {
    private static final AtomicInteger CREATED = new AtomicInteger();

    /** Creates an empty database under a name that no other one of this JVM has. */
    public LocalDatabase createFresh() throws SQLException {
        return create("fresh_" + CREATED.incrementAndGet());
    }

    /**
     * Creates an empty database.
     *
     * @param name letters, digits and underscores
     * @throws SQLException when it exists already, or the server does not answer
     */
    public LocalDatabase create(String name) throws SQLException {
        try (var connection = connect("");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE `%s` CHARACTER SET utf8mb4".formatted(name));
        }
        return new LocalDatabase(this, name, Disposal.DROPPED);
    }

    /**
     * Waits until the server answers.
     *
     * @throws IllegalStateException when it does not in time
     */
    void awaitAnswer(Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        for (var answered = answers(); !answered; answered = answers()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no answer from %s:%d for %s".formatted(host, port, patience));
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private boolean answers() {
        try (var connection = connect("")) {
            return connection.isValid(1);
        } catch (SQLException _) {
            return false; // not yet
        }
    }

    /** Opens a connection to a database, or to none where the name is empty. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), user, password);
    }

    String url(String database) {
        return "jdbc:mysql://%s:%d/%s".formatted(host, port, database);
    }
}
