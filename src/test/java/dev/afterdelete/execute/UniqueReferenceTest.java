package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.plan.Guard;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.throttle.AdaptiveThrottle;
import dev.afterdelete.throttle.ThrottlePolicy;
import dev.afterdelete.wire.RelationsReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the rows at the top say what their children hold, who refer to another column than the key. */
class UniqueReferenceTest {
    private static final int MEMBERS = 7;
    private static final RelationGraph GRAPH = RelationsReader.read("""
            version: 1
            tables:
              members: { unique: handle }
            relations:
              - { child: badges.handle, parent: members.handle, onDelete: cascade }
            """, "test");

    private final InMemoryDatabase database = new InMemoryDatabase();
    private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));
    private final List<Outcome> outcomes = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13})
    void rowsAtTheTopGoTogetherOrNotAtAllHoweverSmallTheBound(int maxRows) {
        for (var id = 1; id <= MEMBERS; id++) {
            database.insert("members", Row.of("id", id, "handle", 100 + id));
            database.insert("badges", Row.of("id", id, "handle", 100 + id));
        }
        delete(maxRows, LongStream.rangeClosed(1, MEMBERS).mapToObj(Key::of).toList());
        assertThat(outcomes).isNotEmpty().containsOnly(new Outcome.Done());
        assertThat(database.rows("badges")).isEmpty();
        assertThat(database.rows("members")).isEmpty();
    }

    private void delete(int maxRows, List<Key> keys) {
        var executor = new CascadeExecutor(
                database,
                GRAPH,
                new AdaptiveThrottle(
                        ThrottlePolicy.of(new EnginePolicy(maxRows, Duration.ofSeconds(1))),
                        List.of(),
                        new AdaptiveThrottle.Surroundings(clock, clock, _ -> {})),
                new Surroundings(clock, clock, new Random(1), _ -> {}));
        var members = GRAPH.findTable("members").orElseThrow();
        var group = KeyGroup.deleted(members, new Guard.None(), keys);
        executor.execute(List.of(group), new Noting(), TimeBudget.of(clock, Duration.ofHours(1)));
    }

    private final class Noting implements Askers {
        @Override
        public Collection<Debt> debtsEndingWith(KeyGroup group, List<Key> keys) {
            return List.of();
        }

        @Override
        public void ended(KeyGroup group, List<Key> keys, Outcome outcome) {
            keys.forEach(_ -> outcomes.add(outcome));
        }
    }
}
