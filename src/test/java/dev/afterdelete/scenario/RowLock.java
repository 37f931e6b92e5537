package dev.afterdelete.scenario;

import dev.afterdelete.local.LocalDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Another transaction that has locked rows.
 *
 * @param connection the transaction's own
 */
record RowLock(Connection connection) implements AutoCloseable {
    /** Locks the rows that {@code query} asks for. */
    static RowLock on(LocalDatabase database, String query) throws SQLException {
        var lock = new RowLock(database.connect());
        lock.connection.setAutoCommit(false);
        lock.run(query);
        return lock;
    }

    /** Does something more in the same transaction. */
    void run(String statement) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** Rolls back, and releases the rows. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
        }
    }
}
