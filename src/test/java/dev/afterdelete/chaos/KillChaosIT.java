package dev.afterdelete.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.DatabaseServer;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Users delete rows and writers insert and move children while workers and the API are killed, the database is killed
 * and restarted, and the queue is restarted empty; all the while the queue doubles, delays and reorders.
 */
@OnEveryServer
@NotOnVitess("the server of its image forgets its rows when it is killed")
class KillChaosIT {
    /** {@code -Dchaos.kills=500} is the long form. */
    private static final int KILLS = Integer.getInteger("chaos.kills", 8);

    private static final Duration A_KILL = Duration.ofSeconds(3);

    private static final int WORKERS = 4;
    private static final int DELETED = 10 * KILLS;
    private static final int ROOTS = DELETED + 20;
    private static final Duration SETTLING = Duration.ofSeconds(120);

    private static final int CHILDREN = 4;
    private static final int WRITERS = 2;
    private static final Duration PACE = Duration.ofMillis(20);

    /** Leaves of a child of the first root, so many that it takes several invocations; no writer moves that child. */
    private static final String MANY_LEAVES = """
            INSERT INTO b VALUES (99, 1, 'many');
            INSERT INTO c SELECT 1000000000 + x.id * 100000 + y.id, 99, 'many'
              FROM (SELECT id FROM b ORDER BY id LIMIT 80) x CROSS JOIN (SELECT id FROM b ORDER BY id LIMIT 80) y;
            """;

    private final LocalDatabase database;
    private final DatabaseServer server;
    private final Path directory;

    KillChaosIT(LocalDatabase database, DatabaseServer server, @TempDir Path directory) {
        this.database = database;
        this.server = server;
        this.directory = directory;
    }

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverIsKilledNothingIsLostAndNothingElseIsGone(long seed) throws Exception {
        System.out.printf("chaos: seed %d, %s%n", seed, server.name());
        ThreeLevels.create(database);
        database.run(ChildDeeds.NOTES + ThreeLevels.rows(ROOTS, CHILDREN) + MANY_LEAVES);
        var declaration = ThreeLevels.file(directory);
        var ids = LongStream.rangeClosed(1, DELETED).boxed().toList();
        var random = new Random(seed);
        var before = Snapshot.of(database);
        var log = BinaryLog.fromNowOn(database);
        try (var system = new ChaosSystem(database, declaration, seed)) {
            system.startWorkers(WORKERS);
            try (var load = DeleteLoad.start(URI.create(system.api() + "/a"), ids, A_KILL.multipliedBy(KILLS), random);
                    var sweeps = new Sweeps(system::sweep)) {
                killWhileOthersWrite(system, load, random);
                load.finish();
                sweeps.until(this::isNothingOwed, SETTLING, system::lastWords);
            }
            system.stopWorkers();
            assertThat(system.refused()).isEmpty();
            try (var closing = new ClosingAssertion(database, ThreeLevels.graph(directory))) {
                assertThat(Snapshot.of(database).rows().get("a")).hasSize(ROOTS - DELETED);
                closing.holdByReplay("seed " + seed, before, log, () -> system.deliverEverythingAgain(random));
            }
        }
    }

    /** Writers insert children, move them and create them anew until the killing is over. */
    private void killWhileOthersWrite(ChaosSystem system, DeleteLoad load, Random random) throws Exception {
        var writers = Stream.generate(
                        () -> new Writer(database, new ChildDeeds(ROOTS, CHILDREN), PACE, random.nextLong()))
                .limit(WRITERS)
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var committed = writers.stream().map(threads::submit).toList();
            try {
                kill(system, load, random);
            } finally {
                writers.forEach(Writer::stop);
            }
            for (var writer : committed) {
                assertThat(writer.get()).as("transactions of a writer").isPositive();
            }
        }
    }

    private void kill(ChaosSystem system, DeleteLoad load, Random random) throws InterruptedException {
        var end = System.nanoTime() + A_KILL.multipliedBy(4L * KILLS).toNanos();
        var certain = 0;
        for (var kills = 0; kills < KILLS; ) {
            assertThat(System.nanoTime()).as("%d kills so far", kills).isLessThan(end);
            Thread.sleep(random.nextInt(600));
            if (kills % 8 == 3) {
                server.crash();
                kills++;
            } else if (kills % 8 == 5) {
                system.loseQueue();
                kills++;
            } else if (kills % 4 == 2 && load.certain() > certain) {
                certain = load.certain();
                system.killApi();
                kills++;
            } else if (system.killWorker(random)) {
                kills++;
            }
        }
        System.out.printf(
                "chaos: %d kills, %d rows deleted so far, %d times the queue was unreliable%n",
                KILLS, load.certain(), system.queue().mischief());
        assertThat(system.queue().mischief()).isPositive();
    }

    private boolean isNothingOwed() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM afterdelete_outbox WHERE done_at IS NULL")) {
            row.next();
            return row.getInt(1) == 0;
        }
    }
}
