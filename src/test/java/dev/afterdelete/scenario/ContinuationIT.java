package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.BatchEnding;
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

/** Cascades that take many invocations of three seconds, while the relay sends them again and again. */
@OnEveryServer
@NotOnVitess("a million rows take minutes there, and DeepCascadeIT continues its cascades too")
class ContinuationIT {
    private static final String RELATIONS = """
            version: 1
            default: nodes
            relations:
              - { child: nodes.parent_id, parent: nodes.id, onDelete: cascade }
              - { child: leaves.node_id, parent: nodes.id, onDelete: cascade }
            """;

    private final LocalDatabase database;
    private final QueuePair queues;
    private final Deployment deployment;

    ContinuationIT(LocalDatabase database, SqsClient sqs, @TempDir Path directory) throws SQLException {
        this.database = database;
        this.queues = QueuePair.createFresh(sqs, Duration.ofMinutes(5), 3);
        this.deployment = Deployment.on(database, queues)
                .declaring(directory, RELATIONS)
                .with("TIME_RESERVE", "PT1.5S")
                .within(Duration.ofSeconds(3));
        database.runResource("/afterdelete.sql");
        database.run("""
                CREATE TABLE nodes (id INT PRIMARY KEY, parent_id INT, KEY (parent_id));
                CREATE TABLE leaves (id INT AUTO_INCREMENT PRIMARY KEY, node_id INT, KEY (node_id));
                """);
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void aParentOfAMillionChildrenIsDoneInInvocationsOfThreeSeconds() throws SQLException {
        database.run("INSERT INTO nodes VALUES (1, NULL), (2, NULL);" + "INSERT INTO leaves (node_id) VALUES "
                + "(1),".repeat(999) + "(1)");
        for (var rows = 1_000; rows < 1_000_000; rows *= 10) {
            database.run("INSERT INTO leaves (node_id) SELECT node_id FROM leaves, " + "(SELECT 1"
                    + " UNION ALL SELECT 1".repeat(8) + ") AS nine");
        }
        database.run("INSERT INTO leaves (node_id) VALUES (2)");
        assertThat(count("leaves")).isEqualTo(1_000_001);

        deleteAndCarryOn();

        assertThat(count("leaves")).isEqualTo(1);
        assertThat(count("nodes")).isEqualTo(1);
    }

    @Test
    void aChainOfTenThousandRowsIsDoneInInvocationsOfThreeSeconds() throws SQLException {
        database.run("INSERT INTO nodes VALUES (1, NULL)");
        for (var have = 1; have < 10_000; have *= 2) {
            database.run("INSERT INTO nodes SELECT id + %d, id + %d FROM nodes WHERE id + %d <= 10000"
                    .formatted(have, have - 1, have));
        }
        assertThat(count("nodes")).isEqualTo(10_000);

        deleteAndCarryOn();

        assertThat(count("nodes")).isZero();
    }

    /**
     * Deletes node 1 through its outbox row, and moves the row's time back between the invocations, as if each hop took
     * an hour: so the relay sends it every time.
     */
    private void deleteAndCarryOn() throws SQLException {
        database.run("INSERT INTO afterdelete_outbox (message) VALUES ('{\"id\":1,\"action\":\"deleted\"}')");
        var sweep = deployment.sweep();
        var cleanup = deployment.cleanup();
        DirectBatch.ofIds(99_999).failuresOf(cleanup); // connects
        var mapping = Queue.mapping(queues, cleanup);
        var begin = System.nanoTime();
        var hops = 0;
        Sweep.run(sweep);
        for (; queues.messages() > 0; hops++) {
            assertThat(queues.messages())
                    .as("one chain, and what the relay sent")
                    .isLessThanOrEqualTo(2);
            assertThat(mapping.deliverBatch())
                    .isInstanceOfSatisfying(
                            BatchEnding.Answered.class,
                            answered -> assertThat(answered.failed()).isZero());
            database.run("UPDATE afterdelete_outbox SET next_at = next_at - INTERVAL 1 HOUR");
            Sweep.run(sweep);
            assertThat(hops).isLessThan(400);
        }
        System.out.printf("%d hops, %d ms%n", hops, (System.nanoTime() - begin) / 1_000_000);
        assertThat(count("afterdelete_outbox")).isZero();
        assertThat(queues.deadLetters()).isZero();
    }

    private long count(String table) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
