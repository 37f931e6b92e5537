package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.BatchEnding;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** From a request through the queue to the last child, as Lambda's event source mapping delivers it. */
@OnEveryServer
class QueueCascadeIT {
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_RECEIVE_COUNT = 2;
    private static final int RECIPES = 30;
    private static final String LOCK_STEPS_OF_2 = "SELECT * FROM steps WHERE recipe_id = 2 FOR UPDATE";

    private final Recipes recipes;
    private final QueuePair queues;
    private final Deployment deployment;

    QueueCascadeIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.queues = QueuePair.createFresh(sqs, VISIBILITY_TIMEOUT, MAX_RECEIVE_COUNT);
        this.recipes = Recipes.load(database, RECIPES);
        this.deployment = Deployment.on(database, queues);
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void whatTheApiDeletesIsGoneWithAllItsChildrenAndNothingElse() throws SQLException {
        var deleted = LongStream.rangeClosed(1, 25).boxed().toList();
        var staying = recipes.contentsWithout(deleted);
        var api = deployment.api();
        deleted.forEach(id ->
                assertThat(ApiAnswer.delete(api, "/recipes/" + id).status()).isEqualTo(202));
        assertThat(recipes.outbox()).hasSize(deleted.size());

        Queue.drain(queues, deployment.cleanup());

        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(recipes.outbox()).isEmpty();
        assertThat(queues.deadLetters()).isZero();
    }

    @Test
    void redeliveryAfterCompletionTouchesNothing() throws SQLException {
        var cleanup = deployment.cleanup();
        ApiAnswer.delete(deployment.api(), "/recipes/3");
        var message = Queue.takeAll(queues).getFirst();
        for (var delivery = 1; delivery <= 2; delivery++) {
            queues.send(message);
            queues.send(message);
            Queue.drain(queues, cleanup);
            assertThat(recipes.contents()).isEqualTo(recipes.contentsWithout(3));
            assertThat(recipes.contents().size()).isEqualTo((RECIPES - 1) * 6);
            assertThat(recipes.outbox()).isEmpty();
        }
        assertThat(queues.deadLetters()).isZero();
    }

    @Test
    void poisonIsRefusedAtOnceWithItsReasonAndTheGoodAreDone() throws SQLException {
        var staying = recipes.contentsWithout(1, 2, 3);
        queues.send("{\"id\":1,\"action\":\"deleted\"}");
        queues.send("{\"id\":7,\"action\":\"deleted\",\"tabel\":\"comments\"}");
        queues.send("{\"ids\":[2,3],\"action\":\"deleted\"}");

        Queue.drain(queues, deployment.cleanup());

        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(Letter.takeAll(queues)).singleElement().satisfies(letter -> {
            assertThat(letter.body()).isEqualTo("{\"id\":7,\"action\":\"deleted\",\"tabel\":\"comments\"}");
            assertThat(letter.code()).isEqualTo("UNKNOWN_FIELD");
            assertThat(letter.reason()).contains("tabel").contains("table");
            assertThat(letter.messageId()).isNotBlank();
        });
    }

    @Test
    void onlyTheMessageOfALockedRowFailsAndItIsDoneWhenItComesAgain() throws Exception {
        var staying = recipes.contentsWithout(1, 2);
        var api = deployment.api();
        ApiAnswer.delete(api, "/recipes/1");
        ApiAnswer.delete(api, "/recipes/2");
        try (var _ = RowLock.on(recipes.database(), LOCK_STEPS_OF_2)) {
            assertThat(Queue.mapping(queues, impatient().cleanup()).deliverBatch())
                    .isEqualTo(new BatchEnding.Answered(1, 1));
        }
        assertThat(recipes.outbox()).hasSize(1);
        Queue.drain(queues, deployment.cleanup());
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(recipes.outbox()).isEmpty();
        assertThat(queues.deadLetters()).isZero();
    }

    @Test
    void aMessageThatNeverSucceedsIsRedrivenByTheQueueAndStaysOwed() throws Exception {
        var mapping = Queue.mapping(queues, impatient().cleanup());
        ApiAnswer.delete(deployment.api(), "/recipes/2");
        try (var _ = RowLock.on(recipes.database(), LOCK_STEPS_OF_2)) {
            for (var end = System.nanoTime() + 15_000_000_000L;
                    queues.deadLetters() == 0 && System.nanoTime() < end; ) {
                assertThat(mapping.deliverBatch()).isIn(new BatchEnding.Answered(0, 1), new BatchEnding.Idle());
            }
        }
        assertThat(Letter.takeAll(queues)).extracting(Letter::code).isEqualTo(List.of(""));
        assertThat(recipes.outbox()).hasSize(1);
        assertThat(TableContents.of(recipes.database(), "ingredients WHERE recipe_id = 2")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void aMessageIsOnlyFailedWhenItsDeadLetterCannotBeSent() throws SQLException {
        var staying = recipes.contentsWithout(1);
        try (var lonely = deployment.without("DEAD_LETTER_QUEUE_URL")) {
            var batch = DirectBatch.ofIds(1).add("poison", "not JSON");
            assertThat(batch.failuresOf(lonely.cleanup())).containsExactly("poison");
        }
        assertThat(recipes.contents()).isEqualTo(staying);
    }

    /** Waits a second for a lock, and begins nothing after one and a half. */
    private Deployment impatient() {
        return deployment
                .with("LOCK_WAIT_TIMEOUT", "PT1S")
                .with("TIME_RESERVE", "PT1.5S")
                .within(Duration.ofSeconds(3));
    }
}
