package dev.afterdelete.execute;

import dev.afterdelete.orphan.InMemoryOrphanLedger;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random declarations and rows, of which many refer to nothing: the scan reports exactly the referee's orphans, and
 * fixes them as the referee does, with attempts that are cut off, rolled back, or committed without anybody knowing.
 */
class OrphanPropertyTest {
    /** The long form: {@code -Dorphan.tries=10000}, from {@code -Dorphan.seed}. */
    @Test
    void whatIsReportedAndWhatIsLeftIsTheReferees() {
        var first = Long.getLong("orphan.seed", System.nanoTime());
        for (var number = 0; number < Integer.getInteger("orphan.tries", 100); number++) {
            judge(first + number);
        }
    }

    private static void judge(long seed) {
        var random = new Random(seed);
        var given = OrphanTrial.caseOf(RandomGraph.of(random), random);
        var database = new InMemoryDatabase();
        given.rows().forEach((table, rows) -> database.insert(table, rows.toArray(Row[]::new)));
        var ledger = new InMemoryOrphanLedger(new SteppingClock(Duration.ofMillis(1)));
        try {
            new OrphanTrial(given, database, new InMemoryChildRows(database), ledger, random).judge();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("to repeat: -Dorphan.seed=%d -Dorphan.tries=1%s".formatted(seed, given), failure);
        }
    }
}
