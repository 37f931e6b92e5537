package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnLiveParent;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.plan.Coalescer;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.throttle.AdaptiveThrottle;
import dev.afterdelete.throttle.ThrottlePolicy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A row that is created anew, with children, under a key whose cascade is at work, before each statement in turn. */
@OnEveryServer
class RecreationRaceIT {
    private static final Instant DELETED_AT = Instant.parse("2026-01-31T12:00:00Z");
    private static final String CREATED_ANEW = """
            START TRANSACTION;
            INSERT INTO t0 (id, created_at) VALUES (7, '2026-02-01');
            INSERT INTO t1 (id, r1_id) VALUES (100, 7);
            INSERT INTO t2 (id, r1_id) VALUES (101, 100);
            COMMIT;
            """;

    private final LocalDatabase server;
    private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));

    RecreationRaceIT(LocalDatabase server) {
        this.server = server;
    }

    /** What tells a new row from the one that was deleted. */
    enum Guarded {
        BY_ITS_CREATION(Table.named("t0").createdAt("created_at"), new Outcome.Done(1)),
        BY_STANDING(
                Table.named("t0").onLiveParent(OnLiveParent.REFUSE),
                new Outcome.Refused(Fault.of(FaultCode.LIVE_PARENT)));

        private final Table parents;
        private final Outcome ending;

        Guarded(Table parents, Outcome ending) {
            this.parents = parents;
            this.ending = ending;
        }

        RelationGraph graph() {
            var children = Table.named("t1");
            var grandchildren = Table.named("t2");
            return new RelationGraph(
                    List.of(parents, children, grandchildren),
                    Optional.empty(),
                    List.of(
                            Relation.of(children, List.of("r1_id"), parents, new OnDelete.Cascade()),
                            Relation.of(grandchildren, List.of("r1_id"), children, new OnDelete.Cascade())));
        }
    }

    @BeforeEach
    void createOutbox() throws SQLException {
        server.runResource("/afterdelete.sql");
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatComesBackDuringAnAttemptKeepsWhatHangsFromIt(Guarded guarded) throws SQLException {
        try (var store = JdbcRowStore.create(server, guarded.graph())) {
            server.run("ALTER TABLE t0 ADD created_at DATETIME");
            for (var statement = 1; statement < 50; statement++) {
                server.run(
                        "DELETE FROM t0; DELETE FROM t1; DELETE FROM t2;"
                                + "INSERT INTO t1 (id, r1_id) VALUES (1, 7), (2, 7); INSERT INTO t2 (id, r1_id) VALUES (10, 1), (11, 2)");
                var coming = new Coming(statement);
                var outcome = delete(store, guarded, coming);
                if (!coming.hasCome()) {
                    assertThat(statement).as("statements of the cascade").isGreaterThan(4);
                    assertThat(outcome).isEqualTo(new Outcome.Done());
                    assertThat(count("t1") + count("t2")).isZero();
                    return;
                }
                assertThat(count("t1 WHERE id = 100"))
                        .as("the new row's child, before statement " + statement)
                        .isEqualTo(1);
                assertThat(count("t2 WHERE id = 101"))
                        .as("and its child, before statement " + statement)
                        .isEqualTo(1);
                assertThat(outcome).isIn(guarded.ending, new Outcome.Done());
            }
        }
        throw new AssertionError("a cascade of four rows does not end");
    }

    private Outcome delete(JdbcRowStore store, Guarded guarded, Coming coming) {
        var outcomes = new HashMap<Key, Outcome>();
        var throttle = new AdaptiveThrottle(
                ThrottlePolicy.of(new EnginePolicy(1_000, Duration.ofSeconds(10))),
                List.of(),
                new AdaptiveThrottle.Surroundings(clock, clock, _ -> {}));
        var executor = new CascadeExecutor(
                new FaultyDatabase(store.database(), coming::beforeStatement, Optional::empty),
                guarded.graph(),
                throttle,
                new Surroundings(clock, clock, new Random(1), _ -> {}));
        var message = new CascadeMessage(
                guarded.parents, Change.Deleted.BY_KEY, List.of(Key.of(7)), Optional.of(DELETED_AT), Envelope.of("c"));
        executor.execute(
                Coalescer.coalesce(List.of(message)), new Noting(outcomes), TimeBudget.of(clock, Duration.ofHours(1)));
        return outcomes.values().iterator().next();
    }

    private long count(String rows) throws SQLException {
        try (var connection = server.connect();
                var query = connection.createStatement();
                var row = query.executeQuery("SELECT COUNT(*) FROM " + rows)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Creates the row anew, and commits, before one of the statements of the cascade. */
    private final class Coming {
        private int statementsLeft;

        Coming(int statement) {
            this.statementsLeft = statement;
        }

        boolean hasCome() {
            return statementsLeft <= 0;
        }

        Optional<Fault> beforeStatement() {
            if (--statementsLeft == 0) {
                try {
                    server.run(CREATED_ANEW);
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
