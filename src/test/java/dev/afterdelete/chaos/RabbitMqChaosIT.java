package dev.afterdelete.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.graph.Key;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnRabbitMq;
import dev.afterdelete.local.RabbitMqServer;
import dev.afterdelete.local.Servers;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Users delete rows while workers are killed, RabbitMQ is killed and restarted, connections are cut whatever is under
 * way on them, and confirmations are lost.
 */
@OnRabbitMq
class RabbitMqChaosIT {
    private static final int KILLS = Integer.getInteger("chaos.kills", 8);
    private static final Duration A_KILL = Duration.ofSeconds(2);
    private static final int DELETED = 10 * KILLS;
    private static final int ROOTS = DELETED + 20;
    private static final Duration SETTLING = Duration.ofSeconds(90);

    /** Leaves of the first root, so many that it takes several attempts. */
    private static final String MANY_LEAVES = """
            INSERT INTO c SELECT 1000000000 + x.id * 100000 + y.id, 100, 'many'
              FROM (SELECT id FROM b ORDER BY id LIMIT 40) x CROSS JOIN (SELECT id FROM b ORDER BY id LIMIT 40) y;
            """;

    private final RabbitMqServer server;
    private final Path directory;
    private Servers servers;
    private LocalDatabase database;

    RabbitMqChaosIT(RabbitMqServer server, @TempDir Path directory) {
        this.server = server;
        this.directory = directory;
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        servers = Servers.embedded();
        database = servers.database().address().createFresh();
    }

    @AfterEach
    void dropDatabase() {
        servers.close();
    }

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverBreaksNothingIsLostAndNothingElseIsGone(long seed) throws Exception {
        System.out.printf("chaos: seed %d, RabbitMQ%n", seed);
        ThreeLevels.create(database);
        database.run(ThreeLevels.rows(ROOTS, 4) + MANY_LEAVES);
        var ids = LongStream.rangeClosed(1, DELETED).boxed().toList();
        var random = new Random(seed);
        var before = Snapshot.of(database);
        try (var system = new RabbitMqChaosSystem(server, database, ThreeLevels.file(directory))) {
            system.startWorkers(2);
            try (var load = DeleteLoad.start(URI.create(system.api() + "/a"), ids, A_KILL.multipliedBy(KILLS), random);
                    var sweeps = new Sweeps(system::sweep)) {
                mischief(system, random);
                load.finish();
                sweeps.until(this::isNothingOwed, SETTLING, system::lastWords);
            }
            system.stopWorkers();
            assertThat(server.ready(system.name() + ".dead-letters")).isZero();
            try (var closing = new ClosingAssertion(database, ThreeLevels.graph(directory))) {
                closing.hold(
                        "seed " + seed,
                        before,
                        ids.stream().map(Key::of).toList(),
                        () -> system.deliverEverythingAgain(random));
            }
        }
    }

    private void mischief(RabbitMqChaosSystem system, Random random) throws InterruptedException {
        for (var kills = 0; kills < KILLS; kills++) {
            Thread.sleep(500 + random.nextInt(1_000));
            switch (kills % 4) {
                case 0 -> system.killWorker(random);
                case 1 -> server.control("close_all_connections", "chaos");
                case 2 -> system.loseAnswers(Duration.ofMillis(500 + random.nextInt(1_000)));
                default -> server.crash();
            }
        }
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
