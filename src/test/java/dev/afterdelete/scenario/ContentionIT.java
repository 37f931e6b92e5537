package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Other transactions at the same rows. */
@OnEveryServer
class ContentionIT {
    private static final int RECIPES = 60;
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);

    private final Recipes recipes;
    private final LocalDatabase database;
    private final QueuePair queues;
    private final Deployment deployment;

    ContentionIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.database = database;
        this.queues = QueuePair.createFresh(sqs, VISIBILITY_TIMEOUT, 3);
        this.recipes = Recipes.load(database, RECIPES);
        this.deployment = Deployment.on(database, queues).with("LOCK_WAIT_TIMEOUT", "PT2S");
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void anAttemptThatIsChosenToEndADeadlockIsMadeAgain() throws Exception {
        var staying = recipes.contentsWithout(1, 2, 3);
        var cleanup = deployment.cleanup();
        try (var other = RowLock.on(database, "SELECT * FROM steps WHERE recipe_id = 2 FOR UPDATE")) {
            other.run("UPDATE recipes SET title = CONCAT(title, '!') WHERE id > 10"); // more to undo than we have
            var failures = CompletableFuture.supplyAsync(
                    () -> DirectBatch.ofIds(1, 2, 3).failuresOf(cleanup));
            LockWaits.await(database, 1);
            other.run("SELECT * FROM ingredients WHERE recipe_id = 2 FOR UPDATE");
            other.run("ROLLBACK");
            assertThat(failures.join()).isEmpty();
        }
        assertThat(deployment.lines()).anyMatch(line -> line.contains("\"code\":\"DEADLOCK\""));
        assertThat(recipes.contents()).isEqualTo(staying);
    }

    @Test
    void aRowThatIsLockedHoldsUpOnlyItsOwnMessage() throws Exception {
        var staying = recipes.contentsWithout(1, 3, 4, 5);
        var impatient = deployment
                .with("LOCK_WAIT_TIMEOUT", "PT1S")
                .with("TIME_RESERVE", "PT1.5S")
                .within(Duration.ofSeconds(5));
        try (impatient;
                var _ = RowLock.on(database, "SELECT * FROM recipes WHERE id = 2 FOR UPDATE")) {
            assertThat(DirectBatch.ofIds(1, 2, 3, 4, 5).failuresOf(impatient.cleanup()))
                    .isEqualTo(Set.of("m2"));
        }
        assertThat(impatient.lines()).anyMatch(line -> line.contains("\"code\":\"LOCK_WAIT_TIMEOUT\""));
        assertThat(queues.messages()).isZero();
        assertThat(recipes.contents()).isEqualTo(staying);
    }

    @Test
    void aChildThatIsInsertedAndNotYetCommittedIsWaitedForAndGoesToo() throws Exception {
        var staying = recipes.contentsWithout(2);
        var cleanup = deployment.cleanup();
        try (var other = RowLock.on(database, "INSERT INTO ingredients (recipe_id, name) VALUES (2, 'late')")) {
            var failures =
                    CompletableFuture.supplyAsync(() -> DirectBatch.ofIds(2).failuresOf(cleanup));
            LockWaits.await(database, 1);
            other.run("COMMIT");
            assertThat(failures.join()).isEmpty();
        }
        assertThat(recipes.contents()).isEqualTo(staying);
    }

    @Test
    void twoConsumersOfTheSameKeysFinishThemTogether() throws Exception {
        var ids = new long[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        var staying = recipes.contentsWithout(ids);
        try (var small = deployment.with("MAX_ROWS", "4")) {
            var one = small.cleanup();
            var other = small.cleanup();
            var beside = CompletableFuture.supplyAsync(() ->
                    DirectBatch.ofIds(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1).failuresOf(other));
            assertThat(DirectBatch.ofIds(ids).failuresOf(one)).isEmpty();
            assertThat(beside.join()).isEmpty();
        }
        assertThat(recipes.contents()).isEqualTo(staying);
    }
}
