package dev.afterdelete.local.demo;

import static dev.afterdelete.local.demo.Running.since;

import dev.afterdelete.local.Strategy;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Shows one strategy: asks for deletes, waits until all that follows has happened, and tells and verifies what did. */
final class Chapter {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Running running;
    private final Screen screen;
    private final HttpClient client;
    private final Connection connection;

    Chapter(Running running, Screen screen, HttpClient client, Connection connection) {
        this.running = running;
        this.screen = screen;
        this.client = client;
        this.connection = connection;
    }

    /**
     * Deletes recipes by a strategy.
     *
     * @throws DemoFailure when a child of them is left, any other row is gone, or it takes too long
     */
    void show(Strategy strategy, List<Long> ids) throws SQLException {
        var before = RowCounts.of(connection);
        var expected = Fingerprint.without(connection, new HashSet<>(ids));
        running.output().forgetMetrics();
        var start = System.nanoTime();
        ask(strategy, ids);
        switch (strategy) {
            case QUEUE -> awaitConsumer(before, expected);
            case INLINE -> {} // the answers came after the deed
            case SCHEDULED -> sweep(before, expected);
        }
        tell(before, RowCounts.of(connection), since(start));
        verify(expected, ids.size());
    }

    private void ask(Strategy strategy, List<Long> ids) {
        var api = running.system().api(strategy);
        var status = strategy == Strategy.INLINE ? 200 : 202;
        screen.item("asked", "%s times DELETE %s/recipes/{id}".formatted(Screen.count(ids.size()), api));
        var start = System.nanoTime();
        var times = new Requests(client, api)
                .delete(ids, status, answered -> screen.progress("answered", answered, ids.size()));
        screen.endProgress();
        var median = times.stream().sorted().toList().get(times.size() / 2);
        screen.item(
                "answered",
                String.format(Locale.ROOT, "%d every time, in %.1f ms (median)", status, median.toNanos() / 1e6),
                since(start));
    }

    private void awaitConsumer(RowCounts before, Fingerprint expected) throws SQLException {
        var start = System.nanoTime();
        var left = look("consumer", before, expected);
        for (; left > 0; left = look("consumer", before, expected)) {
            if (since(start).compareTo(PATIENCE) > 0) {
                throw new DemoFailure("%,d rows are left after %s".formatted(left, Screen.seconds(PATIENCE)));
            }
            pause();
        }
        screen.endProgress();
        screen.item("consumer", "has done the rest", since(start));
    }

    private void sweep(RowCounts before, Fingerprint expected) throws SQLException {
        var start = System.nanoTime();
        var sweep = CompletableFuture.supplyAsync(running.system()::sweep);
        while (!sweep.isDone()) {
            look("sweep", before, expected);
            pause();
        }
        screen.endProgress();
        screen.item("sweep", "has done everything, and reports", since(start));
        screen.paragraph("", sweep.join());
    }

    /** Counts the rows that have still to go, and shows it. */
    private long look(String who, RowCounts before, Fingerprint expected) throws SQLException {
        var left = RowCounts.of(connection).total() - expected.rows();
        var all = before.total() - expected.rows();
        screen.progress(who, all - left, all);
        return left;
    }

    private void tell(RowCounts before, RowCounts after, Duration took) {
        screen.blank();
        screen.line("%-12s%10s%10s%10s".formatted("", "before", "after", "gone"));
        for (var table : RecipeManager.TABLES) {
            screen.line("%-12s%,10d%,10d%,10d"
                    .formatted(table, before.of(table), after.of(table), before.of(table) - after.of(table)));
        }
        screen.blank();
        var metrics = metrics();
        screen.item("in all", new Throughput(before.total() - after.total(), took).toString());
        screen.item("cascades", running.output().throughput() + ", inside transactions");
        screen.paragraph("metrics", metrics.readable());
    }

    private MetricsLine metrics() {
        for (var start = System.nanoTime(); since(start).compareTo(Duration.ofSeconds(5)) < 0; pause()) {
            var line = running.output().largest();
            if (line.isPresent()) {
                return line.get();
            }
        }
        throw new DemoFailure("no function wrote a line of metrics");
    }

    private void verify(Fingerprint expected, int deleted) throws SQLException {
        if (!Fingerprint.of(connection).equals(expected)) {
            throw new DemoFailure("the rows that are there are not exactly those that had to stay");
        }
        screen.good("nothing is left of %,d recipes, and all %,d other rows are as they were"
                .formatted(deleted, expected.rows()));
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("interrupted");
        }
    }
}
