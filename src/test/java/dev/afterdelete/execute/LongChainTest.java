package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Guard;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.throttle.AdaptiveThrottle;
import dev.afterdelete.throttle.ThrottlePolicy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows that each refer to the one before: as deep as there are rows. */
class LongChainTest {
    private static final int ROWS = 500;
    private static final Table NODES = Table.named("nodes");
    private static final RelationGraph GRAPH = new RelationGraph(
            List.of(NODES),
            Optional.of(NODES),
            List.of(Relation.of(NODES, List.of("parent_id"), NODES, new OnDelete.Cascade())));

    private final InMemoryDatabase database = new InMemoryDatabase();
    private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));
    private Runnable afterFirstAttempt = () -> {};

    @Test
    void aChainIsDescendedOnceHoweverManyAttemptsThatTakes() {
        database.insert("nodes", Row.of("id", 1));
        for (var id = 2; id <= ROWS; id++) {
            database.insert("nodes", Row.of("id", id, "parent_id", id - 1));
        }
        delete(1);
        assertThat(database.rows("nodes")).isEmpty();
        assertThat(database.statements()).isLessThan(4L * ROWS);
    }

    @Test
    void aRowThatMovedAwayMeanwhileKeepsWhatHangsFromIt() {
        for (var id = 1; id <= 40; id++) {
            database.insert("nodes", id == 1 ? Row.of("id", 1) : Row.of("id", id, "parent_id", id - 1));
        }
        afterFirstAttempt = () -> database.replace("nodes", Row.of("id", 3, "parent_id", 2), Row.of("id", 3));
        delete(1);
        assertThat(database.rows("nodes")).hasSize(38).contains(Row.of("id", 3), Row.of("id", 40, "parent_id", 39));
    }

    @Test
    void aCircleOfRowsIsGoneRoundOnce() {
        for (var id = 1; id <= 10; id++) {
            database.insert("nodes", Row.of("id", id, "parent_id", id == 1 ? 10 : id - 1));
        }
        database.insert("nodes", Row.of("id", 11, "parent_id", 11));
        delete(4);
        assertThat(database.rows("nodes")).containsExactly(Row.of("id", 11, "parent_id", 11));
        delete(11);
        assertThat(database.rows("nodes")).isEmpty();
    }

    private void delete(long id) {
        var executor = new CascadeExecutor(
                database,
                GRAPH,
                new AdaptiveThrottle(
                        ThrottlePolicy.of(new EnginePolicy(5_000, Duration.ofMillis(15))),
                        List.of(),
                        new AdaptiveThrottle.Surroundings(clock, clock, this::hear)),
                new Surroundings(clock, clock, new Random(1), this::hear));
        var group = KeyGroup.deleted(NODES, new Guard.None(), List.of(Key.of(id)));
        executor.execute(List.of(group), new Nobody(), TimeBudget.of(clock, Duration.ofHours(1)));
    }

    private void hear(Happening happening) {
        if (happening instanceof Happening.AttemptEnded) {
            afterFirstAttempt.run();
            afterFirstAttempt = () -> {};
        }
    }

    private static final class Nobody implements Askers {
        @Override
        public Collection<Debt> debtsEndingWith(KeyGroup group, List<Key> keys) {
            return List.of();
        }

        @Override
        public void ended(KeyGroup group, List<Key> keys, Outcome outcome) {
            assertThat(outcome).isEqualTo(new Outcome.Done());
        }
    }
}
