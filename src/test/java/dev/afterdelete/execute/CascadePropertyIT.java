package dev.afterdelete.execute;

import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The random cases on real servers, over tables that are made once for many of them. The long form:
 * {@code -Dcascade.schemas=100}, from {@code -Dcascade.seed}.
 */
@OnEveryServer
@NotOnVitess("ten thousand small statements say no more there than ScenarioIT and InnoDbDifferentialIT do")
class CascadePropertyIT {
    private static final int CASES_A_SCHEMA = 30;

    private final LocalDatabase server;

    CascadePropertyIT(LocalDatabase server) {
        this.server = server;
    }

    @Test
    void whatIsLeftIsWhatTheRefereeLeaves() throws SQLException {
        server.runResource("/afterdelete.sql");
        var first = Long.getLong("cascade.seed", System.nanoTime());
        for (var number = 0; number < Integer.getInteger("cascade.schemas", 5); number++) {
            judgeSchema(first + number);
        }
    }

    private void judgeSchema(long seed) throws SQLException {
        var random = new Random(seed);
        var graph = RandomGraph.of(random);
        try (var rows = JdbcRowStore.create(server, graph)) {
            for (var number = 0; number < CASES_A_SCHEMA; number++) {
                judgeCase(rows, RandomGraph.withOtherActions(graph, random), new Random(random.nextLong()), seed);
            }
        }
    }

    private static void judgeCase(JdbcRowStore rows, RelationGraph graph, Random random, long seed)
            throws SQLException {
        var given = RandomCase.of(graph, random);
        try {
            rows.fill(given);
            Judgement.of(given).judge(new Rig(given, random, rows));
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "to repeat: -Dcascade.seed=%d -Dcascade.schemas=1%s".formatted(seed, given), failure);
        }
    }
}
