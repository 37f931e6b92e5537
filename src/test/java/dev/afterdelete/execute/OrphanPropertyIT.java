package dev.afterdelete.execute;

import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.jdbc.orphan.JdbcChildRows;
import dev.afterdelete.jdbc.orphan.JdbcOrphanLedger;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The random orphans on real servers, over tables that are made once for several cases. The long form:
 * {@code -Dorphan.schemas=100}, from {@code -Dorphan.seed}.
 */
@OnEveryServer
class OrphanPropertyIT {
    private static final int CASES_A_SCHEMA = 3;

    private final LocalDatabase server;

    OrphanPropertyIT(LocalDatabase server) {
        this.server = server;
    }

    @Test
    void whatIsReportedAndWhatIsLeftIsTheReferees() throws SQLException {
        server.runResource("/afterdelete.sql");
        var first = Long.getLong("orphan.seed", System.nanoTime());
        for (var number = 0; number < Integer.getInteger("orphan.schemas", 3); number++) {
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
        var given = OrphanTrial.caseOf(graph, random);
        try {
            rows.fill(given);
            new OrphanTrial(
                            given,
                            rows,
                            new JdbcChildRows(rows.session()),
                            new JdbcOrphanLedger(rows.session()),
                            random)
                    .judge();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "to repeat: -Dorphan.seed=%d -Dorphan.schemas=1%s".formatted(seed, given), failure);
        }
    }
}
