package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.plan.Guard;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.throttle.AdaptiveThrottle;
import dev.afterdelete.throttle.ThrottlePolicy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A parent that comes while its orphans are being fixed, before each statement in turn. */
@OnEveryServer
class OrphanRaceIT {
    private static final Table PARENTS = Table.named("t0");
    private static final Table CHILDREN = Table.named("t1");
    private static final Table GRANDCHILDREN = Table.named("t2");
    private static final Relation RELATION = Relation.of(CHILDREN, List.of("r1_id"), PARENTS, new OnDelete.Cascade());
    private static final RelationGraph GRAPH = new RelationGraph(
            List.of(PARENTS, CHILDREN, GRANDCHILDREN),
            Optional.empty(),
            List.of(RELATION, Relation.of(GRANDCHILDREN, List.of("r1_id"), CHILDREN, new OnDelete.Cascade())));

    private final LocalDatabase server;
    private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));

    @SuppressWarnings("NullAway.Init")
    private JdbcRowStore store;

    OrphanRaceIT(LocalDatabase server) {
        this.server = server;
    }

    @BeforeEach
    void load() throws SQLException {
        server.runResource("/afterdelete.sql");
        store = JdbcRowStore.create(server, GRAPH);
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
    }

    @Test
    void aParentThatComesBeforeTheLastStatementKeepsEverything() throws SQLException {
        for (var statement = 1; statement < 50; statement++) {
            server.run(
                    "DELETE FROM t0; DELETE FROM t1; DELETE FROM t2; INSERT INTO t1 (id, r1_id) VALUES (1, 7), (2, 7), (3, 8);"
                            + "INSERT INTO t2 (id, r1_id) VALUES (10, 1), (11, 2), (12, 3)");
            var coming = new ParentComing(statement);
            var outcomes = fix(coming);
            assertThat(outcomes).hasSize(3);
            if (!coming.hasCome()) {
                assertThat(statement).as("statements of the fix").isGreaterThan(4);
                assertThat(count("t1") + count("t2")).isZero();
                return;
            }
            assertThat(count("t1 WHERE r1_id = 7"))
                    .as("children, before statement " + statement)
                    .isEqualTo(2);
            assertThat(count("t2 WHERE r1_id IN (1, 2)")).as("grandchildren").isEqualTo(2);
            assertThat(count("t1 WHERE r1_id = 8"))
                    .as("the other one's children")
                    .isZero();
        }
        throw new AssertionError("a fix of three rows does not end");
    }

    private Map<Key, Outcome> fix(ParentComing coming) {
        var outcomes = new HashMap<Key, Outcome>();
        var throttle = new AdaptiveThrottle(
                ThrottlePolicy.of(new EnginePolicy(1_000, Duration.ofSeconds(10))),
                List.of(),
                new AdaptiveThrottle.Surroundings(clock, clock, _ -> {}));
        var executor = new CascadeExecutor(
                new FaultyDatabase(store.database(), coming::beforeStatement, Optional::empty),
                GRAPH,
                throttle,
                new Surroundings(clock, clock, new Random(1), _ -> {}));
        var group = KeyGroup.deleted(
                CHILDREN,
                new Guard.Orphaned(RELATION, List.of(Key.of(7), Key.of(8))),
                LongStream.rangeClosed(1, 3).mapToObj(Key::of).toList());
        executor.execute(List.of(group), new Noting(outcomes), TimeBudget.of(clock, Duration.ofHours(1)));
        return outcomes;
    }

    private long count(String rows) throws SQLException {
        try (var connection = server.connect();
                var query = connection.createStatement();
                var row = query.executeQuery("SELECT COUNT(*) FROM " + rows)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Inserts the parent, and commits, before one of the statements of the fix. */
    private final class ParentComing {
        private int statementsLeft;

        ParentComing(int statement) {
            this.statementsLeft = statement;
        }

        boolean hasCome() {
            return statementsLeft <= 0;
        }

        Optional<Fault> beforeStatement() {
            if (--statementsLeft == 0) {
                try {
                    server.run("INSERT INTO t0 (id) VALUES (7)");
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            }
            return Optional.empty();
        }
    }

    private record Noting(Map<Key, Outcome> outcomes) implements Askers {
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
