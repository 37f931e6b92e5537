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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A writer that locks a row as a foreign key would, and adds a child to it, before each statement of its cascade. */
@OnEveryServer
class LateChildRaceIT {
    private static final Table PARENTS = Table.named("t0");
    private static final Table CHILDREN = Table.named("t1");
    private static final Table GRANDCHILDREN = Table.named("t2");
    private static final RelationGraph GRAPH = new RelationGraph(
            List.of(PARENTS, CHILDREN, GRANDCHILDREN),
            Optional.empty(),
            List.of(
                    Relation.of(CHILDREN, List.of("r1_id"), PARENTS, new OnDelete.Cascade()),
                    Relation.of(GRANDCHILDREN, List.of("r1_id"), CHILDREN, new OnDelete.Cascade())));

    private final LocalDatabase server;
    private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));

    LateChildRaceIT(LocalDatabase server) {
        this.server = server;
    }

    @Test
    void aPlainMessageLeavesNoChildThatCameWhileItsRowStood() throws SQLException {
        server.runResource("/afterdelete.sql");
        try (var store = JdbcRowStore.create(server, GRAPH)) {
            for (var statement = 1; statement < 50; statement++) {
                server.run(
                        "DELETE FROM t0; DELETE FROM t1; DELETE FROM t2; INSERT INTO t0 (id) VALUES (7), (8);"
                                + "INSERT INTO t1 (id, r1_id) VALUES (1, 7), (2, 8); INSERT INTO t2 (id, r1_id) VALUES (10, 1)");
                var writer = new Writer(statement);
                delete(store, writer);
                assertThat(count("t1") + count("t2"))
                        .as("rows left, when a child comes before statement " + statement)
                        .isZero();
                if (!writer.hasTried()) {
                    assertThat(statement).as("statements of the cascade").isGreaterThan(4);
                    return;
                }
                assertThat(writer.hasWritten()).as("the row was free").isEqualTo(statement == 1);
            }
        }
        throw new AssertionError("a cascade of five rows does not end");
    }

    private void delete(JdbcRowStore store, Writer writer) {
        var throttle = new AdaptiveThrottle(
                ThrottlePolicy.of(new EnginePolicy(1_000, Duration.ofSeconds(10))),
                List.of(),
                new AdaptiveThrottle.Surroundings(clock, clock, _ -> {}));
        var executor = new CascadeExecutor(
                new FaultyDatabase(store.database(), writer::beforeStatement, Optional::empty),
                GRAPH,
                throttle,
                new Surroundings(clock, clock, new Random(1), _ -> {}));
        var group = KeyGroup.deleted(PARENTS, new Guard.None(), List.of(Key.of(7), Key.of(8)));
        executor.execute(List.of(group), new Requiring(), TimeBudget.of(clock, Duration.ofHours(1)));
    }

    private long count(String rows) throws SQLException {
        try (var connection = server.connect();
                var query = connection.createStatement();
                var row = query.executeQuery("SELECT COUNT(*) FROM " + rows)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Adds a child where the row still stands, and gives up where it cannot be locked. */
    private final class Writer {
        private static final int LOCK_WAIT_TIMEOUT = 1205;

        private int statementsLeft;
        private boolean written;

        Writer(int statement) {
            this.statementsLeft = statement;
        }

        boolean hasTried() {
            return statementsLeft <= 0;
        }

        boolean hasWritten() {
            return written;
        }

        Optional<Fault> beforeStatement() {
            if (--statementsLeft == 0) {
                try {
                    server.run("SET innodb_lock_wait_timeout = 1; START TRANSACTION;"
                            + "SELECT id FROM t0 WHERE id = 7 LOCK IN SHARE MODE;"
                            + "INSERT INTO t1 (id, r1_id) VALUES (100, 7); COMMIT");
                    written = true;
                } catch (SQLException failure) {
                    assertThat(failure.getErrorCode()).isEqualTo(LOCK_WAIT_TIMEOUT);
                }
            }
            return Optional.empty();
        }
    }

    private static final class Requiring implements Askers {
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
