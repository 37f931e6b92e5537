package dev.afterdelete.scenario;

import dev.afterdelete.local.LocalDatabase;
import java.sql.SQLException;
import java.time.Duration;

/** Transactions that wait for each other's locks, as the server knows them. */
final class LockWaits {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The server looks again only when nobody has asked for a tenth of a second. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(120);

    private LockWaits() {}

    /** Waits until {@code count} transactions on tables of {@code database} wait for a lock. */
    static void await(LocalDatabase database, int count) throws SQLException, InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        try (var connection = database.connect();
                var query = connection.prepareStatement("SELECT COUNT(*) FROM information_schema.innodb_trx AS t"
                        + " JOIN information_schema.processlist AS p ON p.id = t.trx_mysql_thread_id"
                        + " WHERE t.trx_state = 'LOCK WAIT' AND p.db = DATABASE()")) {
            while (System.nanoTime() < end) {
                try (var row = query.executeQuery()) {
                    row.next();
                    if (row.getInt(1) == count) {
                        return;
                    }
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
        throw new AssertionError("no " + count + " transactions wait for a lock");
    }
}
