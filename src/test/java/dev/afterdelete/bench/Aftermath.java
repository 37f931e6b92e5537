package dev.afterdelete.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What a delete leaves for the server to do after its commit: to purge the rows, and to write the pages. It is waited
 * for before the next contestant begins, so that nobody pays for another.
 */
final class Aftermath {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FEW = 50;

    private final RecipeTables tables;

    Aftermath(RecipeTables tables) {
        this.tables = tables;
    }

    /** Waits until the server has nothing left to do. */
    void await() throws SQLException {
        try (var connection = tables.database().connect()) {
            var flushAt = setting(connection);
            set(connection, "0");
            awaitFew("trx_rseg_history_len");
            awaitFew("buffer_pool_pages_dirty");
            set(connection, flushAt);
        }
    }

    private static String setting(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT @@GLOBAL.innodb_max_dirty_pages_pct")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void set(Connection connection, String percent) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET GLOBAL innodb_max_dirty_pages_pct = " + percent);
        }
    }

    private void awaitFew(String metric) throws SQLException {
        var query = "SELECT `COUNT` FROM information_schema.INNODB_METRICS WHERE NAME = '" + metric + "'";
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (tables.number(query) > FEW) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(metric + " does not fall: something else is at work on this server");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
