package dev.afterdelete.bench;

import dev.afterdelete.local.DatabaseServer;
import dev.afterdelete.local.EmbeddedQueue;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.SqsClients;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;

/**
 * One parent with very many children and 999 small ones in one batch, in a JVM with little memory: does it end, is a
 * row as cheap as one of a parent with fewer children, when are the small ones done, and what does a snapshot cost that
 * somebody holds open? Beside it, a cursor loop by hand.
 *
 * <p>{@code mvn -Phuge-parent [-Dbench.children=2000000] [-Dbench.fewer=20000] [-Dbench.timeout=60]}
 */
public final class HugeParent {
    private final DatabaseServer server;
    private final EmbeddedQueue queue;
    private final HugeParentOptions options;
    private final Progress progress = Progress.on(System.out);

    HugeParent(DatabaseServer server, EmbeddedQueue queue, HugeParentOptions options) {
        this.server = server;
        this.queue = queue;
        this.options = options;
    }

    /** Measures, and prints a table. */
    public static void main(String[] args) throws SQLException, IOException {
        try (var server = Benchmark.startServer();
                var queue = EmbeddedQueue.start()) {
            new HugeParent(server, queue, HugeParentOptions.fromSystemProperties()).run();
        }
    }

    void run() throws SQLException, IOException {
        progress.line(String.format(
                Locale.ROOT,
                "One recipe with %,d children, and 999 with %d, on %s; JVM with %s",
                options.children(),
                RecipeTables.ROWS_PER_RECIPE - 1,
                server.name(),
                ConsumerProcess.MEMORY));
        progress.line(compare(Snapshot.NONE));
        progress.line(compare(Snapshot.OPEN));
    }

    private String compare(Snapshot snapshot) throws SQLException, IOException {
        var loop = byHand(snapshot);
        var consumer = byConsumer(snapshot);
        return String.format(
                Locale.ROOT,
                """

                | snapshot %s | cursor loop | Afterdelete | ratio |
                |---|---:|---:|---:|
                | µs a row, parent of %,d | %.2f | %.2f | %.2f |
                | µs a row, parent of %,d | %.2f | %.2f | %.2f |
                | ratio of these | %.2f | %.2f | |
                | in all | %.1f s | %.1f s, %d invocations | |
                | small ones done after | | %.1f s | |
                """,
                snapshot,
                options.fewer(),
                loop.microsPerLargeRow(options),
                consumer.microsPerLargeRow(options),
                consumer.microsPerLargeRow(options) / loop.microsPerLargeRow(options),
                options.children(),
                loop.microsPerRow(),
                consumer.microsPerRow(),
                consumer.microsPerRow() / loop.microsPerRow(),
                loop.microsPerRow() / loop.microsPerLargeRow(options),
                consumer.microsPerRow() / consumer.microsPerLargeRow(options),
                seconds(loop.huge()),
                seconds(consumer.huge()),
                consumer.invocations(),
                seconds(consumer.smallOnesDone()));
    }

    private HugeParentRun byHand(Snapshot snapshot) throws SQLException {
        progress.now("filling the tables for the cursor loop");
        try (var tables = HugeParentTables.create(server, options)) {
            progress.now("cursor loop, snapshot " + snapshot);
            return HugeParentRun.byHand(tables, snapshot);
        }
    }

    private HugeParentRun byConsumer(Snapshot snapshot) throws SQLException, IOException {
        progress.now("filling the tables for Afterdelete");
        try (var tables = HugeParentTables.create(server, options);
                var sqs = SqsClients.of(queue.endpoint())) {
            progress.now("Afterdelete, snapshot " + snapshot);
            var queues = QueuePair.createFresh(sqs, Duration.ofMinutes(10), 3);
            var environment = new HashMap<>(tables.tables().database().settings());
            environment.putAll(queues.settings());
            environment.putAll(SqsClients.environment());
            return HugeParentRun.byConsumer(tables, snapshot, environment);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
