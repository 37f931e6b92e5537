package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.execute.Throttle.HoldReason;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Coalescer;
import dev.afterdelete.plan.Guard;
import dev.afterdelete.plan.KeyGroup;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The executor asks its throttle before each attempt, tells it after each, and does as it says. */
class ThrottledExecutorTest {
    private static final Table RECIPES = Table.named("recipes");
    private static final Table STEPS = Table.named("steps");
    private static final RelationGraph GRAPH = new RelationGraph(
            List.of(RECIPES, STEPS),
            Optional.of(RECIPES),
            List.of(Relation.of(STEPS, List.of("recipe_id"), RECIPES, new OnDelete.Cascade())));

    private final InMemoryDatabase rows = new InMemoryDatabase();
    private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));
    private final InMemoryThrottle throttle = new InMemoryThrottle(new EnginePolicy(16, Duration.ofSeconds(1)), clock);
    private final Map<Key, Outcome> outcomes = new TreeMap<>();
    private int attempts;

    @Test
    void whatIsHeldBackUntilTheBudgetEndsHasFailedWithTheReason() {
        fill(2, 4);
        throttle.holdBack(HoldReason.REPLICA_LAG);
        run(rows, () -> {}, 1, 2);

        var heldBack = new Fault(FaultCode.HELD_BACK, FaultCode.HELD_BACK.meaning() + ": replica_lag");
        assertThat(outcomes)
                .isEqualTo(Map.of(Key.of(1), new Outcome.Failed(heldBack), Key.of(2), new Outcome.Failed(heldBack)));
        assertThat(rows.statements()).isZero();
    }

    @Test
    void whatIsHeldBackAfterSomethingWasDoneIsCarriedOn() {
        fill(1, 40);
        run(rows, () -> throttle.holdBack(HoldReason.THREADS_RUNNING), 1);

        assertThat(outcomes).isEqualTo(Map.of(Key.of(1), Outcome.Suspended.IN_THE_DATA));
        assertThat(attempts).isOne();
    }

    @Test
    void noAttemptIsLargerThanTheThrottleAllows() {
        fill(1, 40);
        throttle.tooMuch();
        throttle.tooMuch();
        run(rows, throttle::tooMuch, 1);

        assertThat(outcomes).isEqualTo(Map.of(Key.of(1), new Outcome.Done()));
        assertThat(attempts).isGreaterThan(40 / 4);
    }

    @ParameterizedTest
    @EnumSource(names = {"ROW_LIMIT", "PACKET_TOO_LARGE", "STATEMENT_TIMEOUT"})
    void whatIsTooLargeIsHalvedUntilItIsNot(FaultCode code) {
        fill(20, 3);
        var narrow = new FaultyDatabase(
                rows,
                () -> throttle.limits().maxRows() > 2 ? Optional.of(Fault.of(code)) : Optional.empty(),
                Optional::empty);
        run(narrow, () -> {}, LongStream.rangeClosed(1, 20).toArray());

        assertThat(outcomes.values()).hasSize(20).containsOnly(new Outcome.Done());
        assertThat(rows.rows("steps")).isEmpty();
    }

    private void run(Database database, Runnable afterAttempt, long... ids) {
        CascadeListener listener = happening -> {
            if (happening instanceof Happening.AttemptEnded) {
                attempts++;
                afterAttempt.run();
            }
        };
        var executor =
                new CascadeExecutor(database, GRAPH, throttle, new Surroundings(clock, clock, new Random(1), listener));
        var keys = LongStream.of(ids).mapToObj(Key::of).toList();
        executor.execute(
                Coalescer.groupsOf(RECIPES, Optional.empty(), new Guard.None(), keys),
                new Recorder(),
                TimeBudget.of(clock, Duration.ofSeconds(30)));
    }

    private void fill(int recipes, int steps) {
        for (var recipe = 1; recipe <= recipes; recipe++) {
            rows.insert("recipes", Row.of("id", recipe));
            for (var step = 0; step < steps; step++) {
                rows.insert("steps", Row.of("id", recipe * 1_000 + step, "recipe_id", recipe));
            }
        }
    }

    private final class Recorder implements Askers {
        @Override
        public Collection<Debt> debtsEndingWith(KeyGroup group, List<Key> keys) {
            return List.of();
        }

        @Override
        public void ended(KeyGroup group, List<Key> keys, Outcome outcome) {
            keys.forEach(key -> outcomes.put(key, outcome));
        }
    }
}
