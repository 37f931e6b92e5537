package dev.afterdelete.chaos;

import dev.afterdelete.local.LocalDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * An application that writes while rows are deleted, one transaction after the other. What fails is rolled back; when
 * the server is away, it is waited for.
 */
final class Writer implements Callable<Integer> {
    private static final long AWAY_MILLIS = 50;

    private final LocalDatabase database;
    private final Deeds deeds;
    private final Random random;
    private final Duration pace;
    private volatile boolean stopped;

    /** Writes by chance; {@code pace} is how long it pauses after each transaction. */
    Writer(LocalDatabase database, Deeds deeds, Duration pace, long seed) {
        this.pace = pace;
        this.database = database;
        this.deeds = deeds;
        this.random = new Random(seed);
    }

    /** What an application does. */
    interface Deeds {
        /** Does one thing in the open transaction. */
        void doOne(Connection connection, Random random) throws SQLException;
    }

    void stop() {
        stopped = true;
    }

    /** Writes until it is stopped; how many transactions were committed for certain. */
    @Override
    public Integer call() throws InterruptedException {
        var committed = 0;
        while (!stopped) {
            try (var connection = database.connectWith("sessionVariables=innodb_lock_wait_timeout=2")) {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(false);
                while (!stopped) {
                    committed += write(connection);
                    Thread.sleep(pace);
                }
            } catch (SQLException serverIsAway) {
                Thread.sleep(AWAY_MILLIS);
            }
        }
        return committed;
    }

    private int write(Connection connection) throws SQLException {
        try {
            deeds.doOne(connection, random);
            connection.commit();
            return 1;
        } catch (SQLException deadlockLockWaitOrKeyTaken) {
            connection.rollback();
            return 0;
        }
    }

    static List<Long> ids(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            var ids = new ArrayList<Long>();
            while (row.next()) {
                ids.add(row.getLong(1));
            }
            return ids;
        }
    }

    static int run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
