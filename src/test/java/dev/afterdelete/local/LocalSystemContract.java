package dev.afterdelete.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The whole path as it is deployed: HTTP, outbox, queue, event source mapping and handlers. */
@OnEveryServer
abstract class LocalSystemContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalDatabase database;
    private final QueuePair queues;
    private final Resources resources = new Resources();
    private final HttpClient client = resources.add(HttpClient.newHttpClient());
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final LocalSystem system;

    LocalSystemContract(FunctionHost host, LocalDatabase database, SqsClient sqs) throws SQLException {
        this.database = database;
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.system = LocalSystem.start(resources, host, database, queues, output::add);
    }

    @BeforeEach
    void cook() throws SQLException {
        database.runResource("/recipes.sql");
        database.run("""
                INSERT INTO recipes (id, title) VALUES (1, 'soup'), (2, 'stew');
                INSERT INTO ingredients (recipe_id, name) VALUES (1, 'leek'), (1, 'salt'), (2, 'beans');
                INSERT INTO steps (recipe_id, position, instruction) VALUES (1, 1, 'chop'), (2, 1, 'soak');
                """);
    }

    @AfterEach
    void stop() {
        resources.close();
    }

    @Test
    void byQueueTheRowGoesAtOnceAndItsChildrenFollow() throws Exception {
        assertThat(delete(Strategy.QUEUE, "/recipes/1").statusCode()).isEqualTo(202);
        assertThat(count("recipes WHERE id = 1")).isZero();
        await("ingredients WHERE recipe_id = 1");
        await("steps WHERE recipe_id = 1");
        await("afterdelete_outbox WHERE done_at IS NULL");
        assertOnlyTheOtherRecipeIsLeft();
        assertThat(queues.deadLetters()).isZero();
    }

    @Test
    void inlineEverythingIsGoneWithTheAnswer() throws Exception {
        assertThat(delete(Strategy.INLINE, "/recipes/1").statusCode()).isEqualTo(200);
        assertOnlyTheOtherRecipeIsLeft();
        assertThat(count("afterdelete_outbox WHERE done_at IS NULL")).isZero();
    }

    @Test
    void scheduledTheRowIsFlaggedAndGoesWithTheSweep() throws Exception {
        assertThat(delete(Strategy.SCHEDULED, "/recipes/1").statusCode()).isEqualTo(202);
        assertThat(count("recipes WHERE id = 1 AND is_deleted")).isOne();
        assertThat(count("ingredients WHERE recipe_id = 1")).isEqualTo(2);
        system.sweep();
        assertOnlyTheOtherRecipeIsLeft();
    }

    @Test
    void aMessageOfAnyOtherApplicationIsEnough() throws Exception {
        queues.send("{\"id\":1,\"action\":\"deleted\"}");
        await("recipes WHERE id = 1");
        assertOnlyTheOtherRecipeIsLeft();
    }

    @Test
    void aPoisonMessageIsDeadWithItsReasonAndTheOthersAreDone() throws Exception {
        queues.send("{\"id\":1,\"action\":\"deleted\",\"tabel\":\"steps\"}");
        queues.send("{\"id\":1,\"action\":\"deleted\"}");
        await("recipes WHERE id = 1");
        assertOnlyTheOtherRecipeIsLeft();
        var letter = queues.sqs()
                .receiveMessage(receive -> receive.queueUrl(queues.deadLetterUrl())
                        .waitTimeSeconds(20)
                        .messageAttributeNames("All"))
                .messages();
        assertThat(letter).singleElement().satisfies(dead -> {
            assertThat(dead.body()).contains("tabel");
            assertThat(dead.messageAttributes().toString()).contains("UNKNOWN_FIELD");
        });
    }

    @Test
    void whatCannotBeDeletedIsSaidAndNothingIsGone() throws Exception {
        assertThat(delete(Strategy.QUEUE, "/users/1").statusCode()).isEqualTo(404);
        assertThat(delete(Strategy.QUEUE, "/recipes/99").statusCode()).isEqualTo(404);
        assertThat(delete(Strategy.QUEUE, "/recipes/one").statusCode()).isEqualTo(400);
        assertThat(count("recipes")).isEqualTo(2);
        assertThat(queues.messages()).isZero();
    }

    private void assertOnlyTheOtherRecipeIsLeft() throws SQLException {
        assertThat(count("recipes")).isOne();
        assertThat(count("ingredients")).isOne();
        assertThat(count("steps")).isOne();
        assertThat(count("recipes WHERE id = 2")).isOne();
    }

    /** Waits until no row is as {@code rows} says. */
    private void await(String rows) throws SQLException, InterruptedException {
        for (var end = System.nanoTime() + PATIENCE.toNanos(); count(rows) > 0; Thread.sleep(50)) {
            assertThat(System.nanoTime())
                    .as("%s are left; functions wrote %s", rows, output)
                    .isLessThan(end);
        }
    }

    private int count(String rows) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var count = statement.executeQuery("SELECT COUNT(*) FROM " + rows)) {
            count.next();
            return count.getInt(1);
        }
    }

    private HttpResponse<String> delete(Strategy strategy, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(system.api(strategy) + path))
                .DELETE()
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
