package dev.afterdelete.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.Declaration;
import dev.afterdelete.chaos.RootDeeds.Kind;
import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.wire.JsonMessageFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two sweepers and a consumer carry cascades out, a few rows an attempt, while writers flag roots and revive them,
 * delete roots and create others under the same keys, insert children and move them. Messages come twice, and plain
 * ones that do not say when.
 */
@OnEveryServer
@NotOnVitess("the referee reads a binary log, and a vtgate has none")
class RevivalChaosIT {
    /** {@code -Dchaos.rounds=5000} is the long form. */
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 120);

    private static final int ROOTS = 120;
    private static final int CHILDREN = 3;
    private static final int SWEEPERS = 2;
    private static final int WRITERS_OF_EACH_KIND = 2;
    private static final Duration PACE = Duration.ofMillis(3);
    private static final long LOOKS = 20;
    private static final int SETTLING = 2_000;

    private final LocalDatabase database;
    private final RelationGraph graph;
    private final MessageFormat format;

    RevivalChaosIT(LocalDatabase database, @TempDir Path directory) throws Exception {
        this.database = database;
        var declaration = ThreeLevels.RELATIONS.replace(
                "a: { api: true }", "a: { softDelete: { column: is_deleted, deleted: true }, createdAt: created_at }");
        this.graph = Declaration.read(Optional.of(Files.writeString(directory.resolve("relations.yaml"), declaration)));
        this.format = new JsonMessageFormat(graph, () -> "c");
    }

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsRevivedOrCreatedAnewKeepsWhatNothingSaysToDelete(long seed) throws Exception {
        ThreeLevels.create(database);
        database.run(ChildDeeds.NOTES + Requests.CREATE + ThreeLevels.rows(ROOTS, CHILDREN) + RootDeeds.CREATED);
        var before = Snapshot.of(database);
        var log = BinaryLog.fromNowOn(database);
        var random = new Random(seed);
        try (var consumer = system();
                var closing = new ClosingAssertion(database, graph)) {
            var committed = writeMeanwhile(consumer, random);
            System.out.printf("chaos: seed %d, %d transactions of writers%n", seed, committed);
            assertThat(committed).isPositive();
            consumer.queue().redeliver(); // a plain message may mean a row that has come since
            settle(consumer);
            closing.holdByReplay("seed " + seed, before, log, () -> {
                consumer.queue().redeliver();
                settle(consumer);
            });
        }
    }

    private CutSystem system() {
        return new CutSystem(database.url(), database.server(), graph, Duration.ofSeconds(20));
    }

    private int writeMeanwhile(CutSystem consumer, Random random) throws Exception {
        var writers = new ArrayList<Writer>();
        for (var number = 0; number < WRITERS_OF_EACH_KIND; number++) {
            writers.add(new Writer(database, new ChildDeeds(ROOTS, CHILDREN), PACE, random.nextLong()));
            writers.add(new Writer(database, new RootDeeds(ROOTS), PACE, random.nextLong()));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var committed = writers.stream().map(threads::submit).toList();
            var sweepers = new ArrayList<Future<Void>>();
            for (var number = 0; number < SWEEPERS; number++) {
                Callable<Void> sweeps = this::sweep;
                sweepers.add(threads.submit(sweeps));
            }
            try {
                consume(consumer, random);
                for (var sweeper : sweepers) {
                    sweeper.get();
                }
            } finally {
                writers.forEach(Writer::stop);
            }
            return sum(committed);
        }
    }

    private static int sum(List<Future<Integer>> committed) throws Exception {
        var sum = 0;
        for (var writer : committed) {
            sum += writer.get();
        }
        return sum;
    }

    private Void sweep() {
        try (var system = system()) {
            for (var round = 0; round < ROUNDS; round++) {
                system.sweep(LOOKS);
            }
        }
        return null;
    }

    /** Sends plain messages, each noted before; relays; and gets old messages again. */
    private void consume(CutSystem system, Random random) throws SQLException {
        for (var round = 0; round < ROUNDS; round++) {
            var root = 1 + random.nextInt(ROOTS);
            if (Kind.of(root) == Kind.ASKED) {
                ask(system, root);
            }
            system.queue().redeliverOne(random);
            if (round % 4 == 0) {
                system.relay();
            }
            system.consumeBatch(LOOKS);
        }
    }

    private void ask(CutSystem system, long root) throws SQLException {
        var message = new CascadeMessage(
                graph.defaultTable().orElseThrow(),
                Change.Deleted.BY_KEY,
                List.of(Key.of(root)),
                Optional.empty(),
                Envelope.of("plain"));
        database.run("INSERT INTO requests (message) VALUES ('%s')".formatted(format.write(message)));
        system.queue().publish(List.of(OutgoingMessage.of(message, format)));
    }

    private void settle(CutSystem system) throws SQLException {
        try (var direct = database.connect()) {
            for (var round = 0; !isSettled(direct, system); round++) {
                assertThat(round).as("rounds until nothing is owed or flagged").isLessThan(SETTLING);
                system.sweep(LOOKS);
                if (system.queue().waiting().isEmpty()) {
                    system.relay();
                }
                system.consumeBatch(LOOKS);
            }
        }
    }

    private static boolean isSettled(Connection direct, CutSystem system) throws SQLException {
        return system.queue().waiting().isEmpty()
                && Writer.ids(direct, "SELECT id FROM afterdelete_outbox").isEmpty()
                && Writer.ids(direct, "SELECT id FROM a WHERE is_deleted").isEmpty();
    }
}
