package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.local.FunctionException;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the sweep does with rows that are only flagged. */
@OnEveryServer
class SweepIT {
    private static final int RECIPES = 2_500;

    private final Recipes recipes;
    private final LocalDatabase database;
    private final QueuePair queues;
    private final Deployment deployment;

    SweepIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.database = database;
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.recipes = Recipes.load(database, RECIPES);
        this.deployment = Deployment.on(database, queues);
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void flaggedRowsOfManyPagesGoWithTheirChildrenAndTheOthersStay() throws SQLException {
        var flagged = LongStream.rangeClosed(1, RECIPES)
                .filter(id -> id % 10 != 3)
                .boxed()
                .toList();
        database.run("UPDATE recipes SET is_deleted = TRUE WHERE id % 10 <> 3");
        var staying = recipes.contentsWithout(flagged);
        var sweep = deployment.sweep();
        assertThat(Sweep.run(sweep)).contains("\"swept\":2250", "\"left\":0", "\"recipes\":2250");
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(Sweep.run(sweep)).contains("\"swept\":0", "\"left\":0", "\"rows\":{}");
        assertThat(recipes.contents()).isEqualTo(staying);
    }

    @Test
    void theScheduledStrategyEndsInTheSweep() throws SQLException {
        var staying = recipes.contentsWithout(7, 8);
        try (var scheduled = deployment.with("STRATEGY", "scheduled")) {
            var api = scheduled.api();
            ApiAnswer.delete(api, "/recipes/7");
            ApiAnswer.delete(api, "/recipes/8");
            Sweep.run(scheduled.sweep());
            assertThat(ApiAnswer.delete(api, "/recipes/7").status()).isEqualTo(404);
        }
        assertThat(recipes.contents()).isEqualTo(staying);
    }

    @Test
    void aRowThatIsRevivedBeforeItsTurnKeepsEverything() throws Exception {
        database.run("UPDATE recipes SET is_deleted = TRUE WHERE id IN (1, 2, 3)");
        var staying = recipes.contentsWithout(1, 3);
        var sweep = deployment.sweep();
        try (var revival = RowLock.on(database, "UPDATE recipes SET is_deleted = FALSE WHERE id = 2")) {
            var swept = Thread.ofVirtual().start(() -> Sweep.run(sweep));
            LockWaits.await(database, 1); // the sweep has seen the flag, and waits for the row
            revival.run("COMMIT");
            swept.join();
        }
        assertThat(TableContents.of(database, "recipes WHERE id = 2")
                        .rowsByTable()
                        .get("recipes"))
                .containsExactly("[2, recipe 2, 0]");
        database.run("UPDATE recipes SET is_deleted = TRUE WHERE id = 2");
        assertThat(recipes.contents()).isEqualTo(staying);
    }

    @Test
    void whatOneSweepLeavesTheNextOneDoes() throws SQLException {
        database.run("UPDATE recipes SET is_deleted = TRUE");
        var flagged = LongStream.rangeClosed(1, RECIPES).boxed().toList();
        var staying = recipes.contentsWithout(flagged);
        var sweeps = 0;
        try (var brief = deployment // no server takes all of the rows within 60 ms
                .with("MAX_ROWS", "500")
                .with("TIME_RESERVE", "PT1.5S")
                .within(Duration.ofMillis(1_560))) {
            var sweep = brief.sweep();
            for (; !recipes.contents().equals(staying) && sweeps < 500; sweeps++) {
                Sweep.run(sweep);
            }
        }
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(sweeps).isGreaterThan(1);
        assertThat(queues.messages()).isZero(); // the flag is the debt: nothing is continued by message
    }

    @Test
    void aFlaggedRowThatIsNotLetGoHoldsUpNoOther() throws SQLException {
        database.run("UPDATE recipes SET is_deleted = TRUE WHERE id IN (1, 2, 3);"
                + "CREATE TABLE pins (recipe_id BIGINT, FOREIGN KEY (recipe_id) REFERENCES recipes (id));"
                + "INSERT INTO pins VALUES (2)");
        var staying = recipes.contentsWithout(1, 3);
        assertThat(Sweep.run(deployment.sweep())).contains("\"swept\":2");
        assertThat(recipes.contents()).isEqualTo(staying);
    }

    @Test
    void aSweepThatCannotReachTheDatabaseFailsSoThatTheScheduleKnows() {
        try (var away = deployment.with("DB_URL", "jdbc:mysql://127.0.0.1:" + ClosedPort.find() + "/none")) {
            var sweep = away.sweep();
            assertThatThrownBy(() -> Sweep.run(sweep))
                    .isInstanceOf(FunctionException.class)
                    .hasMessageContaining("CANNOT_CONNECT");
        }
    }

    @Test
    void aSweepWithoutAQueueSweepsAllTheSame() throws SQLException {
        database.run("UPDATE recipes SET is_deleted = TRUE WHERE id = 5");
        var staying = recipes.contentsWithout(5);
        try (var lonely = deployment.without("QUEUE_URL").without("DEAD_LETTER_QUEUE_URL")) {
            assertThat(Sweep.run(lonely.sweep())).contains("\"swept\":1");
        }
        assertThat(recipes.contents()).isEqualTo(staying);
    }
}
