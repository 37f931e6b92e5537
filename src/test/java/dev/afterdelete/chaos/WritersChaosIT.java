package dev.afterdelete.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.graph.Key;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Consumers carry cascades out, two at one cascade as often as not, while writers insert children, move them to other
 * parents and create them anew.
 *
 * <p>What must hold of a child is decided by the last commit that put it where it is: under a row that stays, it
 * stands, with every leaf that it had at that commit and that came after; under a row that is deleted, it is gone.
 * Leaves that it lost before that commit, to an attempt of its old parent's cascade, are not promised.
 */
@OnEveryServer
@NotOnVitess("the referee reads a binary log, and a vtgate has none")
class WritersChaosIT {
    /** {@code -Dchaos.roots=2000} is the long form. */
    private static final int DELETED = Integer.getInteger("chaos.roots", 40);

    private static final int ROOTS = 2 * DELETED;
    private static final int CHILDREN = 4;
    private static final int WRITERS = 3;
    private static final int CONSUMERS = 2;
    private static final int ROUNDS = 200;

    /** The last note of each child of which there is one. */
    private static final String PLACED = """
            (SELECT n.id, n.parent, n.seq FROM notes n
              WHERE n.kind = 'b' AND n.seq = (SELECT MAX(m.seq) FROM notes m WHERE m.kind = 'b' AND m.id = n.id)) p
            """;

    private final LocalDatabase database;
    private final Path directory;

    WritersChaosIT(LocalDatabase database, @TempDir Path directory) {
        this.database = database;
        this.directory = directory;
    }

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoeverWritesMeanwhileEachRowEndsAsItsLastCommitSays(long seed) throws Exception {
        ThreeLevels.create(database);
        database.run(ChildDeeds.NOTES + ThreeLevels.rows(ROOTS, CHILDREN));
        database.run("CREATE TABLE b0 AS SELECT * FROM b; CREATE TABLE c0 AS SELECT * FROM c");
        var before = Snapshot.of(database);
        var log = BinaryLog.fromNowOn(database);
        var random = new Random(seed);
        var systems = new ArrayList<CutSystem>();
        for (var number = 0; number < CONSUMERS; number++) {
            systems.add(new CutSystem(
                    database.url(), database.server(), ThreeLevels.graph(directory), Duration.ofSeconds(20)));
        }
        var committed = deleteWhileOthersWrite(systems, random);
        System.out.printf("chaos: seed %d, %d transactions of writers%n", seed, committed);
        try (var direct = database.connect();
                var closing = new ClosingAssertion(database, ThreeLevels.graph(directory))) {
            assertEachRowIsWhereItsLastCommitPutIt(direct);
            closing.holdByReplay("seed " + seed, before, log, () -> {
                for (var system : systems) {
                    system.consumeAgain(system.queue().everything());
                }
            });
            assertEachRowIsWhereItsLastCommitPutIt(direct);
        } finally {
            systems.forEach(CutSystem::close);
        }
    }

    private int deleteWhileOthersWrite(List<CutSystem> systems, Random random) throws Exception {
        var committed = new ArrayList<Future<Integer>>();
        var writers = new ArrayList<Writer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < WRITERS; number++) {
                var writer = new Writer(database, new ChildDeeds(ROOTS, CHILDREN), Duration.ZERO, random.nextLong());
                writers.add(writer);
                committed.add(threads.submit(writer));
            }
            var consumers = new ArrayList<Future<Void>>();
            for (var number = 0; number < systems.size(); number++) {
                var system = systems.get(number);
                var first = 1 + number;
                Callable<Void> deletes = () -> deleteEvery(system, first);
                consumers.add(threads.submit(deletes));
            }
            try {
                for (var consumer : consumers) {
                    consumer.get();
                }
            } finally {
                writers.forEach(Writer::stop);
            }
        }
        settle(systems.getFirst());
        var sum = 0;
        for (var writer : committed) {
            sum += writer.get();
        }
        return sum;
    }

    private Void deleteEvery(CutSystem system, int first) throws SQLException {
        for (var root = first; root <= DELETED; root += CONSUMERS) {
            var key = Key.of(root);
            for (var tries = 0; !system.delete(key); tries++) {
                assertThat(tries).as("tries to delete %s", key).isLessThan(ROUNDS);
            }
            system.relay(); // what the other one owes as well, so that both are at it
            system.consume();
        }
        settle(system);
        return null;
    }

    private void settle(CutSystem system) throws SQLException {
        try (var direct = database.connect()) {
            for (var round = 0; count(direct, "SELECT COUNT(*) FROM afterdelete_outbox") > 0; round++) {
                assertThat(round).as("rounds until nothing is owed").isLessThan(ROUNDS);
                system.relay();
                system.consume();
            }
        }
    }

    private static void assertEachRowIsWhereItsLastCommitPutIt(Connection direct) throws SQLException {
        assertThat(count(direct, "SELECT COUNT(*) FROM a WHERE id <= " + DELETED))
                .isZero();
        assertThat(count(direct, "SELECT COUNT(*) FROM a")).isEqualTo(ROOTS - DELETED);
        assertThat(Writer.ids(direct, """
                SELECT p.id FROM %s LEFT JOIN b ON b.id = p.id AND b.a_id = p.parent
                 WHERE p.parent > %d AND b.id IS NULL""".formatted(PLACED, DELETED)))
                .as("children that were put under a row that stays, and are not there")
                .isEmpty();
        assertThat(Writer.ids(
                        direct,
                        "SELECT p.id FROM %s JOIN b ON b.id = p.id WHERE p.parent <= %d".formatted(PLACED, DELETED)))
                .as("children that were put under a row that was deleted, and are still there")
                .isEmpty();
        assertThat(Writer.ids(direct, """
                SELECT n.id FROM notes n JOIN %s ON p.id = n.parent AND n.seq > p.seq
                  LEFT JOIN c ON c.id = n.id AND c.b_id = n.parent
                 WHERE n.kind = 'c' AND p.parent > %d AND c.id IS NULL""".formatted(PLACED, DELETED)))
                .as("leaves of children that stay, and are gone")
                .isEmpty();
        assertNobodyTouchedBystanders(direct);
    }

    /** Children of rows that stay, which no writer ever placed. */
    private static void assertNobodyTouchedBystanders(Connection direct) throws SQLException {
        var bystanders =
                "b0 WHERE b0.a_id > %d AND b0.id NOT IN (SELECT id FROM notes WHERE kind = 'b')".formatted(DELETED);
        assertThat(Writer.ids(
                        direct,
                        "SELECT b0.id FROM %s AND NOT EXISTS (SELECT 1 FROM b WHERE b.id = b0.id AND b.a_id = b0.a_id AND b.note = b0.note)"
                                .formatted(bystanders)))
                .as("bystanders that changed")
                .isEmpty();
        assertThat(Writer.ids(
                        direct,
                        "SELECT c0.id FROM c0 WHERE c0.b_id IN (SELECT b0.id FROM %s) AND NOT EXISTS (SELECT 1 FROM c WHERE c.id = c0.id AND c.b_id = c0.b_id)"
                                .formatted(bystanders)))
                .as("leaves of bystanders that are gone")
                .isEmpty();
        assertThat(count(direct, "SELECT COUNT(*) FROM undeclared")).isEqualTo(ROOTS);
        assertThat(count(direct, "SELECT COUNT(*) FROM d")).isEqualTo((long) ROOTS * CHILDREN);
    }

    private static long count(Connection direct, String query) throws SQLException {
        return Writer.ids(direct, query).getFirst();
    }
}
