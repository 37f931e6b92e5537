package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnLiveParent;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Coalescer;
import dev.afterdelete.plan.Guard;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.plan.Terms;
import dev.afterdelete.throttle.AdaptiveThrottle;
import dev.afterdelete.throttle.ThrottlePolicy;
import dev.afterdelete.transact.RowTally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CascadeExecutorTest {
    private static final SoftDelete FLAG = new SoftDelete("is_deleted", new SoftDelete.Form.IsTrue());
    private static final Table RECIPES = new Table(
            "recipes",
            List.of(new KeyColumn("id", KeyType.INTEGER)),
            List.of(),
            Optional.of(FLAG),
            OnLiveParent.DELETE,
            new Table.Traits(false, false));
    private static final Table STEPS = Table.named("steps");
    private static final Table PHOTOS = Table.named("photos");
    private static final RelationGraph GRAPH = new RelationGraph(
            List.of(RECIPES, STEPS, PHOTOS),
            Optional.of(RECIPES),
            List.of(
                    Relation.of(STEPS, List.of("recipe_id"), RECIPES, new OnDelete.Cascade()),
                    Relation.of(PHOTOS, List.of("step_id"), STEPS, new OnDelete.Cascade())));

    private final InMemoryDatabase rows = new InMemoryDatabase();
    private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));
    private final Recorder recorder = new Recorder();
    private final List<Happening> happenings = new ArrayList<>();

    @Test
    void nothingOfAnotherParentIsTouched() {
        fill(3, 4, 2);
        run(rows, 5_000, Duration.ofMinutes(1), new Guard.None(), 2);

        assertThat(rows.rows("recipes")).hasSize(2);
        assertThat(rows.rows("steps")).hasSize(8);
        assertThat(rows.rows("photos")).hasSize(16);
        assertThat(recorder.outcomes).isEqualTo(Map.of(Key.of(2), new Outcome.Done()));
    }

    @Test
    void redeliveryAfterCompletionTouchesNoRows() {
        fill(2, 2, 2);
        run(rows, 5_000, Duration.ofMinutes(1), new Guard.None(), 1);
        var tally = run(rows, 5_000, Duration.ofMinutes(1), new Guard.None(), 1);

        assertThat(tally.total()).isZero();
        assertThat(recorder.outcomes).containsEntry(Key.of(1), new Outcome.Done());
    }

    @Test
    void noAttemptChangesMoreRowsThanItsBound() {
        fill(5, 30, 5);
        run(rows, 7, Duration.ofMinutes(10), new Guard.None(), 1, 2, 3, 4, 5);

        assertThat(rows.rows("photos")).isEmpty();
        assertThat(rows.rows("recipes")).isEmpty();
        assertThat(attempts())
                .isNotEmpty()
                .allSatisfy(attempt -> assertThat(attempt.rows().deleted().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isLessThanOrEqualTo(7));
    }

    @Test
    void aLargeParentDoesNotHoldUpTheSmallOnesBesideIt() {
        fill(10, 1, 1);
        for (var id = 1_000; id < 6_000; id++) {
            rows.insert("steps", Row.of("id", id, "recipe_id", 5));
        }
        run(rows, 50, Duration.ofMinutes(60), new Guard.None(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

        assertThat(recorder.order.getLast()).isEqualTo(Key.of(5));
        assertThat(recorder.outcomes.values()).containsOnly(new Outcome.Done());
        var attemptsBeforeTheLastSmallOne = recorder.attemptsAt.get(recorder.order.get(8));
        assertThat(attemptsBeforeTheLastSmallOne).isLessThan(attempts().size() / 3);
    }

    @Test
    void aPoisonedKeyIsRefusedAloneAndAllOthersSucceed() {
        fill(8, 1, 1);
        runAllPoisoned(Fault.of(FaultCode.CONSTRAINT_VIOLATED));

        assertThat(recorder.outcomes)
                .containsEntry(Key.of(6), new Outcome.Refused(Fault.of(FaultCode.CONSTRAINT_VIOLATED)));
        assertThat(recorder.outcomes.values().stream().filter(new Outcome.Done()::equals))
                .hasSize(7);
        assertThat(rows.rows("recipes")).hasSize(1);
    }

    @Test
    void aKeyWithAnErrorThatNobodyKnowsFailsAloneAndAllOthersSucceed() {
        fill(8, 1, 1);
        runAllPoisoned(Fault.of(FaultCode.UNCLASSIFIED));

        assertThat(recorder.outcomes).containsEntry(Key.of(6), new Outcome.Failed(Fault.of(FaultCode.UNCLASSIFIED)));
        assertThat(recorder.outcomes.values().stream().filter(new Outcome.Done()::equals))
                .hasSize(7);
        assertThat(rows.rows("recipes")).hasSize(1);
    }

    @Test
    void aSystemicFaultEndsEverythingAtOnceWithoutBisecting() {
        fill(8, 1, 1);
        var database = new FaultyDatabase(rows, () -> Optional.of(Fault.of(FaultCode.ACCESS_DENIED)), Optional::empty);
        run(database, 5_000, Duration.ofMinutes(10), new Guard.None(), 1, 2, 3, 4, 5, 6, 7, 8);

        assertThat(recorder.outcomes.values()).containsOnly(ofTheTable(Fault.of(FaultCode.ACCESS_DENIED)));
        assertThat(happenings).hasSize(1);
    }

    @Test
    void whereThereWasNoConnectionNothingIsToldToBeRolledBack() {
        fill(2, 1, 1);
        var away = Fault.of(FaultCode.CANNOT_CONNECT);
        run(new AwayDatabase(away), 5_000, Duration.ofMinutes(10), new Guard.None(), 1, 2);

        assertThat(recorder.outcomes.values()).containsOnly(new Outcome.Failed(away));
        assertThat(happenings).containsExactly(new Happening.AttemptNotBegun("recipes", 2, away));
    }

    @Test
    void whatTheServerSaysOfAStatementFailsTheKeysThatNeedItTogetherAndNoOthers() {
        fill(8, 1, 1);
        rows.insert("photos", Row.of("id", 900, "step_id", 0));
        var denied = Fault.of(FaultCode.ACCESS_DENIED);
        execute(
                new PoisonedDatabase(rows, RECIPES, Key.of(6), denied),
                List.of(
                        recipes(1, 2, 6),
                        KeyGroup.deleted(PHOTOS, new Guard.None(), List.of(Key.of(900))),
                        recipes(3, 4),
                        new KeyGroup(
                                RECIPES,
                                new Change.Updated(Optional.empty()),
                                Terms.NONE,
                                List.of(Key.of(7)),
                                Optional.empty())));

        assertThat(recorder.outcomes)
                .isEqualTo(Map.of(
                        Key.of(1), ofTheTable(denied),
                        Key.of(2), ofTheTable(denied),
                        Key.of(3), ofTheTable(denied),
                        Key.of(4), ofTheTable(denied),
                        Key.of(6), ofTheTable(denied),
                        Key.of(7), new Outcome.Done(),
                        Key.of(900), new Outcome.Done()));
        assertThat(happenings.stream().filter(Happening.AttemptFaulted.class::isInstance))
                .as("the first attempt tells")
                .hasSize(1);
    }

    private static Outcome ofTheTable(Fault fault) {
        return new Outcome.Failed(fault, Outcome.Reach.TABLE);
    }

    @Test
    void whatFailsBeforeATransactionFailsEverything() {
        fill(2, 1, 1);
        var mismatch = Fault.of(FaultCode.SCHEMA_MISMATCH);
        execute(
                new AwayDatabase(mismatch),
                List.of(recipes(1, 2), KeyGroup.deleted(PHOTOS, new Guard.None(), List.of(Key.of(900)))));

        assertThat(recorder.outcomes.values()).hasSize(3).containsOnly(new Outcome.Failed(mismatch));
        assertThat(happenings).hasSize(1);
    }

    private static KeyGroup recipes(long... ids) {
        return KeyGroup.deleted(
                RECIPES, new Guard.None(), LongStream.of(ids).mapToObj(Key::of).toList());
    }

    @Test
    void aTransientFaultIsTriedAgainUntilItIsOver() {
        fill(2, 2, 2);
        var faults = new AtomicInteger(5);
        var database = new FaultyDatabase(
                rows,
                () -> faults.getAndDecrement() > 0 ? Optional.of(Fault.of(FaultCode.DEADLOCK)) : Optional.empty(),
                Optional::empty);
        run(database, 5_000, Duration.ofMinutes(10), new Guard.None(), 1, 2);

        assertThat(recorder.outcomes.values()).containsOnly(new Outcome.Done());
        assertThat(rows.rows("recipes")).isEmpty();
    }

    @Test
    void whatTheBudgetLeavesIsCarriedOnIfAnythingWasDone() {
        fill(1, 400, 0);
        run(rows, 10, Duration.ofMillis(60), new Guard.None(), 1);

        assertThat(recorder.outcomes).containsEntry(Key.of(1), Outcome.Suspended.IN_THE_DATA);
        assertThat(rows.rows("steps")).hasSizeBetween(1, 390);
        assertThat(rows.rows("recipes")).as("the row goes last").hasSize(1);
    }

    @Test
    void whatTheBudgetLeavesHasFailedIfNothingWasDone() {
        fill(1, 4, 0);
        run(rows, 10, Duration.ZERO, new Guard.None(), 1);

        assertThat(recorder.outcomes).containsEntry(Key.of(1), new Outcome.Failed(Fault.of(FaultCode.NOT_FINISHED)));
        assertThat(rows.rows("steps")).hasSize(4);
    }

    @Test
    void aFaultThatOutlastsTheBudgetIsTheOneThatIsReported() {
        fill(1, 4, 0);
        var database = new FaultyDatabase(rows, () -> Optional.of(Fault.of(FaultCode.READ_ONLY)), Optional::empty);
        run(database, 10, Duration.ofSeconds(30), new Guard.None(), 1);

        assertThat(recorder.outcomes).containsEntry(Key.of(1), new Outcome.Failed(Fault.of(FaultCode.READ_ONLY)));
    }

    @Test
    void aRowThatIsNotFlaggedAnyMoreKeepsEverything() {
        fill(2, 3, 1);
        rows.insert("recipes", Row.of("id", 9, "is_deleted", true));
        rows.insert("steps", Row.of("id", 900, "recipe_id", 9));
        run(rows, 5_000, Duration.ofMinutes(1), new Guard.StillFlagged(FLAG), 1, 2, 9);

        assertThat(rows.rows("recipes")).hasSize(2);
        assertThat(rows.rows("steps")).hasSize(6);
    }

    @Test
    void aRowThatStandsIsRefusedWhereItsTableSaysSo() {
        fill(2, 3, 1);
        rows.insert("steps", Row.of("id", 900, "recipe_id", 9));
        run(rows, 5_000, Duration.ofMinutes(1), new Guard.NotLive(Optional.of(FLAG)), 1, 9);

        assertThat(recorder.outcomes)
                .containsEntry(Key.of(1), new Outcome.Refused(Fault.of(FaultCode.LIVE_PARENT)))
                .containsEntry(Key.of(9), new Outcome.Done());
        assertThat(rows.rows("steps")).hasSize(6);
    }

    @Test
    void theUsualCaseCostsALockAndAStatementATable() {
        fill(100, 2, 0);
        var flat = new RelationGraph(
                List.of(RECIPES, STEPS),
                Optional.of(RECIPES),
                List.of(Relation.of(STEPS, List.of("recipe_id"), RECIPES, new OnDelete.Cascade())));
        execute(
                rows,
                flat,
                5_000,
                Duration.ofMinutes(1),
                new Guard.None(),
                LongStream.rangeClosed(1, 100).toArray());

        assertThat(rows.statements()).isEqualTo(3);
    }

    /** Runs recipes 1 to 8, of which the sixth cannot be deleted. */
    private void runAllPoisoned(Fault fault) {
        var database = new PoisonedDatabase(rows, RECIPES, Key.of(6), fault);
        run(database, 5_000, Duration.ofMinutes(10), new Guard.None(), 1, 2, 3, 4, 5, 6, 7, 8);
    }

    private RowTally run(Database database, long maxRows, Duration budget, Guard guard, long... ids) {
        return execute(database, GRAPH, maxRows, budget, guard, ids);
    }

    private RowTally execute(
            Database database, RelationGraph graph, long maxRows, Duration budget, Guard guard, long... ids) {
        var keys = LongStream.of(ids).mapToObj(Key::of).toList();
        return executor(database, graph, maxRows)
                .execute(
                        Coalescer.groupsOf(RECIPES, Optional.empty(), guard, keys),
                        recorder,
                        TimeBudget.of(clock, budget));
    }

    private void execute(Database database, List<KeyGroup> groups) {
        executor(database, GRAPH, 5_000).execute(groups, recorder, TimeBudget.of(clock, Duration.ofMinutes(10)));
    }

    private CascadeExecutor executor(Database database, RelationGraph graph, long maxRows) {
        return new CascadeExecutor(
                database,
                graph,
                new AdaptiveThrottle(
                        ThrottlePolicy.of(new EnginePolicy(maxRows, Duration.ofSeconds(1))),
                        List.of(),
                        new AdaptiveThrottle.Surroundings(clock, clock, happenings::add)),
                new Surroundings(clock, clock, new Random(1), happenings::add));
    }

    /** Recipes 1 to {@code recipes}, each with steps, each of these with photos. */
    private void fill(int recipes, int steps, int photos) {
        for (var recipe = 1; recipe <= recipes; recipe++) {
            rows.insert("recipes", Row.of("id", recipe, "is_deleted", false));
            for (var step = 0; step < steps; step++) {
                var stepId = recipe * 1_000_000 + step;
                rows.insert("steps", Row.of("id", stepId, "recipe_id", recipe));
                IntStream.range(0, photos)
                        .forEach(
                                photo -> rows.insert("photos", Row.of("id", stepId * 100L + photo, "step_id", stepId)));
            }
        }
    }

    private List<Happening.AttemptEnded> attempts() {
        return happenings.stream()
                .filter(Happening.AttemptEnded.class::isInstance)
                .map(Happening.AttemptEnded.class::cast)
                .toList();
    }

    private final class Recorder implements Askers {
        private final Map<Key, Outcome> outcomes = new TreeMap<>();
        private final List<Key> order = new ArrayList<>();
        private final Map<Key, Integer> attemptsAt = new TreeMap<>();

        @Override
        public Collection<Debt> debtsEndingWith(KeyGroup group, List<Key> keys) {
            return List.of();
        }

        @Override
        public void ended(KeyGroup group, List<Key> keys, Outcome outcome) {
            for (var key : keys) {
                outcomes.put(key, outcome);
                order.add(key);
                attemptsAt.put(key, attempts().size());
            }
        }
    }
}
