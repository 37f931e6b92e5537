package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the API does by each strategy, and what it answers. */
@OnEveryServer
class ApiIT {
    private static final int LARGE = 3_000;

    private final Recipes recipes;
    private final QueuePair queues;
    private final Deployment deployment;

    ApiIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.recipes = Recipes.load(database, 5);
        this.deployment = Deployment.on(database, queues);
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void queueDeletesTheRowOwesTheRestAndSaysSo() throws Exception {
        var staying = recipes.contentsWithout(List.of(2L), List.of());

        var answer = ApiAnswer.delete(deployment.api(), "/recipes/2");

        assertThat(answer.summary()).isEqualTo("202 accepted");
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(recipes.outbox()).hasSize(1);
        var message = new ObjectMapper().readTree(Queue.takeAll(queues).getFirst());
        assertThat(message.path("id").longValue()).isEqualTo(2);
        assertThat(message.path("action").textValue()).isEqualTo("deleted");
        assertThat(message.path("table").textValue()).isEqualTo("recipes");
        assertThat(recipes.outbox().getFirst())
                .startsWith("[" + message.path("outbox").longValue() + ",");
    }

    @Test
    void queueNeitherDeletesNorOwesTwice() throws SQLException {
        var api = deployment.api();
        assertThat(ApiAnswer.delete(api, "/recipes/2").status()).isEqualTo(202);
        assertThat(ApiAnswer.delete(api, "/recipes/2").status()).isEqualTo(404);
        assertThat(recipes.outbox()).hasSize(1);
        assertThat(queues.messages()).isOne();
    }

    @Test
    void queueIsCertainEvenWhenTheSendFailsBecauseTheSweepSendsIt() throws Exception {
        var deaf = "http://127.0.0.1:%d/000000000000/deaf".formatted(ClosedPort.find());
        try (var unheard = deployment.with("QUEUE_URL", deaf)) {
            assertThat(ApiAnswer.delete(unheard.api(), "/recipes/2").summary()).isEqualTo("202 accepted");
            assertThat(unheard.lines()).anyMatch(line -> line.contains("SEND_FAILED"));
        }
        assertThat(queues.messages()).isZero();

        recipes.database().run("UPDATE afterdelete_outbox SET next_at = CURRENT_TIMESTAMP(6)");
        Sweep.run(deployment.sweep());
        assertThat(Queue.drain(queues, deployment.cleanup())).isEqualTo(1);

        assertThat(recipes.contents()).isEqualTo(recipes.contentsWithout(2));
        assertThat(recipes.outbox()).isEmpty();
    }

    @Test
    void queueTakesItBackWhenTheOutboxCannotBeWritten() throws Exception {
        recipes.database().run("DROP TABLE afterdelete_outbox");
        var before = recipes.contents();
        var answer = ApiAnswer.delete(deployment.api(), "/recipes/2");
        assertThat(answer.summary()).isEqualTo("500 SCHEMA_MISMATCH");
        assertThat(recipes.contents()).isEqualTo(before);
        assertThat(queues.messages()).isZero();
    }

    @Test
    void inlineDeletesEverythingAndCountsTheRows() throws Exception {
        var staying = recipes.contentsWithout(2);
        try (var inline = deployment.with("STRATEGY", "inline")) {
            var answer = ApiAnswer.delete(inline.api(), "/recipes/2");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("rows").toString())
                    .isEqualTo("{\"ingredients\":3,\"recipes\":1,\"steps\":2}");
            assertThat(ApiAnswer.delete(inline.api(), "/recipes/2").status()).isEqualTo(404);
        }
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(recipes.outbox()).isEmpty();
        assertThat(queues.messages()).isZero();
    }

    @Test
    void inlineLeavesToTheQueueWhatItsTimeDoesNotAllow() throws Exception {
        var staying = recipes.contentsWithout(2);
        addIngredients(2);
        try (var inline = shortInline()) {
            assertThat(ApiAnswer.delete(inline.api(), "/recipes/2").summary()).isEqualTo("202 accepted");
        }
        assertThat(queues.messages()).isOne();
        Queue.drain(queues, deployment.cleanup());
        assertThat(recipes.contents()).isEqualTo(staying);
    }

    @Test
    void inlineIsNotAcceptedWhenNobodyCarriesTheRestOn() throws Exception {
        addIngredients(2);
        try (var inline = shortInline().without("QUEUE_URL")) {
            var answer = ApiAnswer.delete(inline.api(), "/recipes/2");
            assertThat(answer.summary()).isEqualTo("503 SEND_FAILED");
            assertThat(answer.body().path("detail").textValue()).doesNotContain("Nothing was changed");
        }
        assertThat(TableContents.of(recipes.database(), "recipes WHERE id = 2").size())
                .isOne();
    }

    @Test
    void scheduledFlagsTheRowAndLeavesTheRest() throws Exception {
        var children = TableContents.of(recipes.database(), "ingredients", "steps");
        try (var scheduled = deployment.with("STRATEGY", "scheduled")) {
            assertThat(ApiAnswer.delete(scheduled.api(), "/recipes/2").summary())
                    .isEqualTo("202 accepted");
            assertThat(ApiAnswer.delete(scheduled.api(), "/recipes/2").summary())
                    .isEqualTo("202 accepted");
        }
        assertThat(TableContents.of(recipes.database(), "recipes WHERE is_deleted")
                        .rowsByTable()
                        .get("recipes"))
                .containsExactly("[2, recipe 2, 1]");
        assertThat(TableContents.of(recipes.database(), "ingredients", "steps")).isEqualTo(children);
        assertThat(recipes.outbox()).isEmpty();
        assertThat(queues.messages()).isZero();
    }

    private Deployment shortInline() {
        return deployment.with("STRATEGY", "inline").with("MAX_ROWS", "1").with("INLINE_BUDGET", "PT0.2S");
    }

    private void addIngredients(long recipe) throws SQLException {
        recipes.database()
                .run("INSERT INTO ingredients (recipe_id, name) VALUES "
                        + IntStream.range(0, LARGE)
                                .mapToObj(_ -> "(%d, 'salt')".formatted(recipe))
                                .collect(Collectors.joining(",")));
    }
}
