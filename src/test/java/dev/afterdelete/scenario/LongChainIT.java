package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/** 10,000 rows that each refer to the one before. */
@OnEveryServer
@NotOnVitess("a chain of ten thousand rows says no more there than DeepCascadeIT does")
class LongChainIT {
    private static final int ROWS = 10_000;

    private final LocalDatabase database;
    private final Deployment deployment;

    LongChainIT(LocalDatabase database, SqsClient sqs, @TempDir Path directory) throws SQLException {
        this.database = database;
        this.deployment = Deployment.on(database, QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3))
                .declaring(directory, """
                        version: 1
                        default: nodes
                        relations:
                          - { child: nodes.parent_id, parent: nodes.id, onDelete: cascade }
                        """);
        database.runResource("/afterdelete.sql");
        database.run("""
                CREATE TABLE nodes (id INT PRIMARY KEY, parent_id INT, KEY (parent_id));
                INSERT INTO nodes VALUES (1, NULL);
                """);
        for (var have = 1; have < ROWS; have *= 2) {
            database.run("INSERT INTO nodes SELECT id + %d, id + %d FROM nodes WHERE id + %d <= %d"
                    .formatted(have, have - 1, have, ROWS));
        }
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void theWholeChainGoesDeepestRowFirst() throws SQLException {
        var begin = System.nanoTime();
        var cleanup = deployment.cleanup();
        var deliveries = 0;
        for (var before = ROWS + 1; left() > 1; deliveries++) {
            assertThat(left()).as("rows left, delivery by delivery").isLessThan(before);
            before = left();
            assertThat(DirectBatch.ofIds(2).failuresOf(cleanup)).isEmpty();
        }
        System.out.printf(
                "a chain of %d rows: %d ms, %d invocations%n",
                ROWS, (System.nanoTime() - begin) / 1_000_000, deliveries);
        assertThat(TableContents.of(database, "nodes").rowsByTable().toString()).isEqualTo("{nodes=[[1, null]]}");
    }

    private int left() throws SQLException {
        return TableContents.of(database, "nodes").size();
    }
}
