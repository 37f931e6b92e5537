package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.execute.Throttle.HoldReason;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.sweep.SoftDeleteSweep;
import dev.afterdelete.sweep.SweepReport;
import dev.afterdelete.throttle.AdaptiveThrottle;
import dev.afterdelete.throttle.ThrottlePolicy;
import dev.afterdelete.transact.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftDeleteSweepTest {
    private static final SoftDelete MARK = new SoftDelete("gone", new SoftDelete.Form.IsTrue());
    private static final Table RECIPES = Table.named("recipes").softDelete(MARK);
    private static final Table MENUS = Table.named("menus").softDelete(MARK);
    private static final Table STEPS = Table.named("steps");
    private static final RelationGraph GRAPH = new RelationGraph(
            List.of(RECIPES, MENUS, STEPS),
            Optional.of(RECIPES),
            List.of(Relation.of(STEPS, List.of("recipe_id"), RECIPES, new OnDelete.Cascade())));

    private final InMemoryDatabase rows = new InMemoryDatabase();
    private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void aLockedRowKeepsNoOtherTableFromBeingSwept(long seed) {
        mark("recipes", 2);
        mark("menus", 2);
        var report = sweep(locked(), Duration.ofSeconds(15), seed);

        assertThat(rows.rows("menus")).isEmpty();
        assertThat(rows.rows("recipes")).containsExactly(marked(1));
        assertThat(report.done()).isEqualTo(3);
        assertThat(report.left()).isEqualTo(1);
    }

    @Test
    void aLockedRowKeepsNoRowsBehindItFromBeingSwept() {
        mark("recipes", 10_001);
        sweep(locked(), Duration.ofMinutes(1), 1);

        assertThat(rows.rows("recipes")).containsExactly(marked(1));
    }

    @Test
    void aRowThatIsLetGoWhileThereIsTimeIsSweptAfterTheOthers() {
        mark("recipes", 2);
        mark("menus", 2);
        var until = clock.instant().plus(Duration.ofSeconds(20));
        var database = new LetGo(locked(), rows, () -> clock.instant().isAfter(until));
        var report = sweep(database, Duration.ofSeconds(30), 1);

        assertThat(report.done()).isEqualTo(4);
        assertThat(report.left()).isZero();
        assertThat(rows.rows("recipes")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 10, 20, 40, 80, 120, 200, 400})
    void whatWasLeftIsToldWhereverTheTimeEndsInASecondPass(long seconds) {
        mark("recipes", 10_500);
        mark("menus", 1);
        var report = sweep(new Deadlocked(rows), Duration.ofSeconds(seconds), 1);

        assertThat(report).extracting(SweepReport::done, SweepReport::left).containsExactly(0L, 10_501L);
    }

    /** Finds rows, and can do nothing about them. */
    private record Deadlocked(Database database) implements Database {
        @Override
        public <T> T transact(Function<Transaction, T> work) {
            throw new FaultException(Fault.of(FaultCode.DEADLOCK));
        }

        @Override
        public List<Key> walk(BoundQuery page) {
            return database.walk(page);
        }

        @Override
        public boolean fewerProvesNone(Optional<KeyValue> shard) {
            return true;
        }
    }

    /** One that is as {@code before} until {@code isOver}. */
    private record LetGo(Database before, Database after, BooleanSupplier isOver) implements Database {
        @Override
        public <T> T transact(Function<Transaction, T> work) {
            return (isOver.getAsBoolean() ? after : before).transact(work);
        }

        @Override
        public boolean fewerProvesNone(Optional<KeyValue> shard) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void whatNeedsMoreThanItsShareIsFinishedWithTheTimeThatIsLeft(long seed) {
        mark("recipes", 1);
        mark("menus", 1);
        for (var step = 0; step < 300; step++) {
            rows.insert("steps", Row.of("id", step, "recipe_id", 1));
        }
        var report = sweep(rows, Duration.ofMillis(400), seed);

        assertThat(rows.rows("steps")).isEmpty();
        assertThat(report).extracting(SweepReport::done, SweepReport::left).containsExactly(2L, 0L);
    }

    @Test
    void notEverySweepBeginsWithTheSameTable() {
        mark("recipes", 1);
        mark("menus", 1);
        var swept = new TreeSet<String>();
        for (var seed = 0; seed < 16; seed++) {
            var before = List.of(rows.rows("recipes"), rows.rows("menus"));
            sweep(rows, Duration.ofMillis(12), seed);
            if (rows.rows("recipes").size() < before.getFirst().size()) {
                swept.add("recipes");
            }
            if (rows.rows("menus").size() < before.getLast().size()) {
                swept.add("menus");
            }
        }
        assertThat(swept).containsExactly("menus", "recipes");
    }

    @Test
    void aTableThatIsHeldBackIsLookedAtOnce() {
        mark("recipes", 1);
        mark("menus", 1);
        var reads = new AtomicInteger();
        var executor = new CascadeExecutor(
                rows, GRAPH, new HeldBack(), new Surroundings(clock, clock, new Random(1), _ -> {}));
        var report = new SoftDeleteSweep(new Counted(rows, reads), executor, GRAPH, new Random(1))
                .sweep(TimeBudget.of(clock, Duration.ofMinutes(1)));

        assertThat(report.left()).isEqualTo(2);
        assertThat(reads).hasValue(2);
    }

    @Test
    void whatFailsForEveryRowOfATableIsTriedOnceAndKeepsNoOtherFromBeingSwept() {
        mark("recipes", 20_001);
        mark("menus", 1);
        var reads = new AtomicInteger();
        var denying = new PoisonedDatabase(rows, RECIPES, Key.of(1), Fault.of(FaultCode.ACCESS_DENIED));

        assertThatExceptionOfType(FaultException.class)
                .isThrownBy(() -> sweep(new Counted(denying, reads), Duration.ofMinutes(1), 1))
                .satisfies(denied -> assertThat(denied.fault().code()).isEqualTo(FaultCode.ACCESS_DENIED));
        assertThat(rows.rows("menus")).isEmpty();
        assertThat(reads.get())
                .as("pages of flagged rows, of three rounds of ten")
                .isLessThan(30);
    }

    /** Counts the pages of walks. */
    private record Counted(Database database, AtomicInteger reads) implements Database {
        @Override
        public <T> T transact(Function<Transaction, T> work) {
            return database.transact(work);
        }

        @Override
        public List<Key> walk(BoundQuery page) {
            reads.incrementAndGet();
            return database.walk(page);
        }

        @Override
        public boolean fewerProvesNone(Optional<KeyValue> shard) {
            return true;
        }
    }

    /** Lets nothing begin. */
    private static final class HeldBack implements Throttle {
        @Override
        public Optional<HoldReason> awaitTurn(TimeBudget budget) {
            return Optional.of(HoldReason.REPLICA_LAG);
        }

        @Override
        public EnginePolicy limits() {
            return new EnginePolicy(10, Duration.ofSeconds(1));
        }

        @Override
        public void spent(long rows, Duration duration) {
            throw new AssertionError("nothing began");
        }

        @Override
        public void tooMuch() {
            throw new AssertionError("nothing began");
        }
    }

    /** Recipe 1 cannot be swept: somebody holds its row. */
    private Database locked() {
        return new PoisonedDatabase(rows, RECIPES, Key.of(1), Fault.of(FaultCode.LOCK_WAIT_TIMEOUT));
    }

    private SweepReport sweep(Database database, Duration budget, long seed) {
        var executor = new CascadeExecutor(
                database,
                GRAPH,
                new AdaptiveThrottle(
                        ThrottlePolicy.of(new EnginePolicy(10, Duration.ofSeconds(1))),
                        List.of(),
                        new AdaptiveThrottle.Surroundings(clock, clock, _ -> {})),
                new Surroundings(clock, clock, new Random(1), _ -> {}));
        return new SoftDeleteSweep(database, executor, GRAPH, new Random(seed)).sweep(TimeBudget.of(clock, budget));
    }

    private void mark(String table, int count) {
        for (var id = 1; id <= count; id++) {
            rows.insert(table, marked(id));
        }
    }

    private static Row marked(int id) {
        return Row.of("id", id, "gone", true);
    }
}
