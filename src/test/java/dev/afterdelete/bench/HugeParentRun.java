package dev.afterdelete.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * One way to delete the large recipes one by one and then the huge one, and what came of it.
 *
 * @param large how long a large one took, the median of some
 * @param huge how long the huge one took, with whatever was in its batch
 * @param rows how many rows went in that time
 * @param smallOnesDone when the small ones of the batch were done
 * @param invocations how many it took
 */
record HugeParentRun(Duration large, Duration huge, long rows, Duration smallOnesDone, int invocations) {
    private static final String LARGE = "large ";

    /** By a consumer in a process of its own, the huge one in a batch with small ones. */
    static HugeParentRun byConsumer(HugeParentTables tables, Snapshot snapshot, Map<String, String> environment)
            throws SQLException, IOException {
        try (var consumer = ConsumerProcess.start(environment, tables.options().timeout())) {
            var large = consumer.linesUntil("ready").stream()
                    .filter(line -> line.startsWith(LARGE))
                    .map(line -> Double.valueOf(line.substring(LARGE.length())))
                    .toList();
            var rows = tables.count(HugeParentTables.BATCH);
            var others = tables.count() - rows;
            new Aftermath(tables.tables()).await();
            try (var _ = snapshot.hold(tables.tables().database())) {
                var begin = System.nanoTime();
                consumer.goOn();
                var smallOnesDone = awaitSmallOnes(tables, consumer, begin);
                var invocations = consumer.linesUntil("done").size() - 1;
                var huge = since(begin);
                tables.requireExactlyGone(HugeParentTables.BATCH, others);
                return new HugeParentRun(nanos(Standings.median(large)), huge, rows, smallOnesDone, invocations);
            }
        }
    }

    /** By a cursor loop in this process, the huge one alone. */
    static HugeParentRun byHand(HugeParentTables tables, Snapshot snapshot) throws SQLException {
        try (var connection = tables.tables().database().connect()) {
            var loop = new CursorLoop(connection);
            var large = new ArrayList<Double>();
            for (var recipe : HugeParentTables.LARGE) {
                var begin = System.nanoTime();
                loop.delete(recipe);
                large.add((double) since(begin).toNanos());
            }
            var gone = List.of(HugeParentTables.HUGE);
            var rows = tables.count(gone);
            var others = tables.count() - rows;
            new Aftermath(tables.tables()).await();
            try (var _ = snapshot.hold(tables.tables().database())) {
                var begin = System.nanoTime();
                loop.delete(HugeParentTables.HUGE);
                var huge = since(begin);
                tables.requireExactlyGone(gone, others);
                return new HugeParentRun(nanos(Standings.median(large)), huge, rows, Duration.ZERO, 0);
            }
        }
    }

    double microsPerRow() {
        return huge.toNanos() / 1e3 / rows;
    }

    double microsPerLargeRow(HugeParentOptions options) {
        return large.toNanos() / 1e3 / (options.fewer() + 1);
    }

    private static Duration awaitSmallOnes(HugeParentTables tables, ConsumerProcess consumer, long begin)
            throws SQLException {
        while (consumer.isAlive() && tables.smallOnesLeft() > 0) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return since(begin);
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static Duration nanos(double nanos) {
        return Duration.ofNanos((long) nanos);
    }
}
