package dev.afterdelete.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.graph.Key;
import dev.afterdelete.local.DatabaseServer;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Users delete rows while workers and the API are killed, the database is killed and restarted, and the queue is
 * restarted empty; all the while the queue doubles, delays and reorders.
 */
@OnEveryServer
class KillChaosIT {
    /** {@code -Dchaos.kills=500} is the long form. */
    private static final int KILLS = Integer.getInteger("chaos.kills", 8);

    private static final Duration A_KILL = Duration.ofSeconds(3);

    private static final int WORKERS = 4;
    private static final int DELETED = 10 * KILLS;
    private static final int ROOTS = DELETED + 20;
    private static final Duration SETTLING = Duration.ofSeconds(120);

    /** Leaves of the first root, so many that it takes several invocations. */
    private static final String MANY_LEAVES = """
            INSERT INTO c SELECT 1000000000 + x.id * 100000 + y.id, 100, 'many'
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
        database.run(ThreeLevels.rows(ROOTS, 4) + MANY_LEAVES);
        var declaration = ThreeLevels.file(directory);
        var ids = LongStream.rangeClosed(1, DELETED).boxed().toList();
        var random = new Random(seed);
        try (var direct = database.connect();
                var system = new ChaosSystem(database, declaration, seed)) {
            var before = Snapshot.of(direct);
            direct.close(); // the server will be killed
            system.startWorkers(WORKERS);
            try (var load = DeleteLoad.start(URI.create(system.api() + "/a"), ids, A_KILL.multipliedBy(KILLS), random);
                    var sweeps = new Sweeps(system::sweep)) {
                kill(system, load, random);
                load.finish();
                sweeps.until(this::isNothingOwed, SETTLING, system::lastWords);
            }
            system.stopWorkers();
            assertThat(system.refused()).isEmpty();
            try (var after = database.connect()) {
                new ClosingAssertion(after, ThreeLevels.graph(directory))
                        .hold("seed " + seed, before, keys(ids), () -> system.deliverEverythingAgain(random));
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

    private static List<Key> keys(List<Long> ids) {
        return ids.stream().map(Key::of).toList();
    }
}
