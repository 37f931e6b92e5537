package dev.afterdelete.bench;

import dev.afterdelete.local.ContainerDatabase;
import dev.afterdelete.local.DatabaseServer;
import dev.afterdelete.local.EmbeddedDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.testcontainers.DockerClientFactory;

/**
 * How fast are cascades, beside what one would write by hand, beside the database's own foreign keys, and beside the
 * limit? All contestants delete the same shuffled recipes, in turn, on the same server; it is as it comes, but for a
 * buffer pool that holds all rows. The order is another one in each round. Rows that were deleted are put back from a
 * copy before the next turn, and the server is given time to finish with them.
 *
 * <p>{@code mvn -Pbench [-Dbench.rounds=3] [-Dbench.recipes=80000] [-Dbench.deleted=20000]}
 */
public final class Benchmark {
    private static final List<Integer> BATCH_SIZES = List.of(1, 10, 100, 1_000);

    private final BenchmarkOptions options;
    private final List<Long> doomed;
    private final List<Contestant> contestants = new ArrayList<>();
    private final Progress progress = Progress.on(System.out);

    Benchmark(BenchmarkOptions options) {
        this.options = options;
        this.doomed = doomed(options);
    }

    /** Measures, and prints a table. */
    public static void main(String[] args) throws SQLException {
        var options = BenchmarkOptions.fromSystemProperties();
        CountingDriver.install();
        try (var server = startServer()) {
            new Benchmark(options).run(server);
        }
    }

    /** Real MySQL where there is Docker, else what is in the jar. */
    static DatabaseServer startServer() {
        return DockerClientFactory.instance().isDockerAvailable()
                ? ContainerDatabase.start()
                : EmbeddedDatabase.start();
    }

    private static List<Long> doomed(BenchmarkOptions options) {
        var ids = new ArrayList<>(
                LongStream.rangeClosed(1, options.recipes()).boxed().toList());
        Collections.shuffle(ids, new Random(options.seed()));
        return List.copyOf(ids.subList(0, options.deleted()));
    }

    void run(DatabaseServer server) throws SQLException {
        progress.line(String.format(
                Locale.ROOT,
                "%,d of %,d recipes with %d children each, shuffled, %d rounds, on %s%n",
                options.deleted(),
                options.recipes(),
                RecipeTables.ROWS_PER_RECIPE - 1,
                options.rounds(),
                server.name()));
        enter(server);
        var standings = new Standings(contestants);
        takeTurns(standings);
        progress.line("");
        progress.line(standings.table());
        progress.line(new Targets(standings).table());
        for (var contestant : contestants) {
            contestant.close();
        }
    }

    private void enter(DatabaseServer server) throws SQLException {
        progress.now("filling the tables");
        var tables = RecipeTables.create(server, options.recipes());
        tables.keep(doomed);
        progress.now("filling the twin tables with foreign keys");
        var twin = RecipeTables.createTwin(server, options.recipes());
        twin.keep(doomed);
        contestants.add(HandWritten.naive(tables));
        contestants.add(HandWritten.inTransactions(tables));
        contestants.add(HandWritten.nativeCascade(twin));
        contestants.add(HandWritten.giant(tables));
        BATCH_SIZES.forEach(size -> contestants.add(new ConsumerContestant(tables, size)));
        var wanted = options.contestants().asPredicate();
        contestants.removeIf(contestant -> !wanted.test(contestant.name()));
    }

    private void takeTurns(Standings standings) throws SQLException {
        for (var contestant : contestants) {
            progress.now("warming up: " + contestant.name());
            turn(contestant, doomed.subList(0, Math.ceilDiv(doomed.size(), 20)));
        }
        for (var round = 1; round <= options.rounds(); round++) {
            var order = new ArrayList<>(contestants);
            Collections.rotate(order, round - 1);
            for (var contestant : order) {
                progress.now("round %d of %d: %s".formatted(round, options.rounds(), contestant.name()));
                var turn = turn(contestant, doomed);
                standings.add(turn);
                progress.line(String.format(
                        Locale.ROOT,
                        "round %d  %-52s %9.2f s %,9.0f rows/s",
                        round,
                        contestant.name(),
                        turn.duration().toMillis() / 1e3,
                        turn.rowsPerSecond()));
            }
        }
    }

    private Turn turn(Contestant contestant, List<Long> ids) throws SQLException {
        var tables = contestant.tables();
        tables.restore();
        new Aftermath(tables).await();
        var before = tables.count();
        var work = contestant.prepare(ids);
        StatementCounter.take();
        var begin = System.nanoTime();
        work.run();
        var duration = Duration.ofNanos(System.nanoTime() - begin);
        var counted = StatementCounter.take();
        var gone = before - tables.count();
        requireExactly(contestant, ids, gone);
        return new Turn(contestant.name(), ids.size(), gone, duration, counted);
    }

    /** A contestant that is fast because it does less is out. */
    private void requireExactly(Contestant contestant, List<Long> ids, long gone) throws SQLException {
        var doomedLeft = contestant.tables().countDoomed();
        var expectedGone = (long) ids.size() * RecipeTables.ROWS_PER_RECIPE;
        var expectedLeft = (long) (doomed.size() - ids.size()) * RecipeTables.ROWS_PER_RECIPE;
        if (gone != expectedGone || doomedLeft != expectedLeft) {
            throw new IllegalStateException("%s: %,d rows are gone, expected %,d; %,d that hang from them are left"
                    .formatted(contestant.name(), gone, expectedGone, doomedLeft - expectedLeft));
        }
    }
}
