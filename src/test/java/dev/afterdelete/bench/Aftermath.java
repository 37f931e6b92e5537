package dev.afterdelete.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What a delete leaves for the server to do after its commit: to purge the rows, and to write the pages. It is waited
 * for before the next contestant begins, so that nobody pays for another.
 */
final class Aftermath {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FEW = 50;

    /**
     * How a server does at once what it would do some day. What it has purged it strikes off its history in every 128th
     * round of the purge only, and after few deletes there are no 128 rounds. The low-water mark goes down with the
     * other, and does not go up with it again.
     */
    private static final Map<String, String> AT_ONCE = Map.of(
            "innodb_max_dirty_pages_pct", "0",
            "innodb_max_dirty_pages_pct_lwm", "0",
            "innodb_purge_rseg_truncate_frequency", "1");

    /** The purge rests while nobody commits anything. */
    private static final String WAKE_PURGE = "INSERT INTO digits VALUES (10); DELETE FROM digits WHERE digit = 10";

    private final RecipeTables tables;

    Aftermath(RecipeTables tables) {
        this.tables = tables;
    }

    /** Waits until the server has nothing left to do. */
    void await() throws SQLException {
        try (var connection = tables.database().connect()) {
            var asItComes = settings(connection);
            for (var setting : AT_ONCE.entrySet()) {
                if (asItComes.containsKey(setting.getKey())) {
                    set(connection, setting.getKey(), setting.getValue());
                }
            }
            tables.database().run(WAKE_PURGE);
            awaitFew("trx_rseg_history_len");
            awaitFew("buffer_pool_pages_dirty");
            for (var setting : asItComes.entrySet()) {
                set(connection, setting.getKey(), setting.getValue());
            }
        }
    }

    /** Those that this server has; the low-water mark comes last, as it may be no higher than the other. */
    private static Map<String, String> settings(Connection connection) throws SQLException {
        var settings = new LinkedHashMap<String, String>();
        for (var name : AT_ONCE.keySet().stream().sorted().toList()) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SHOW GLOBAL VARIABLES LIKE '" + name + "'")) {
                if (row.next()) {
                    settings.put(name, row.getString(2));
                }
            }
        }
        return settings;
    }

    private static void set(Connection connection, String name, String value) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET GLOBAL %s = %s".formatted(name, value));
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
