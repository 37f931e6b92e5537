package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What becomes of many messages that come together. */
@OnEveryServer
class BatchIT {
    private static final int RECIPES = 1_300;

    private final Recipes recipes;
    private final QueuePair queues;
    private final Deployment deployment;

    BatchIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.recipes = Recipes.load(database, RECIPES);
        this.deployment = Deployment.on(database, queues);
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void aThousandMessagesInAnyOrderAreDoneInFewTransactions() throws Exception {
        var ids = shuffled(1, 1_000);
        var staying = recipes.contentsWithout(ids);
        var batch = new DirectBatch();
        ids.forEach(id -> batch.add("m" + id, "{\"id\":%d,\"action\":\"deleted\"}".formatted(id)));

        assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();

        assertThat(recipes.contents()).isEqualTo(staying);
        var metrics = new ObjectMapper().readTree(deployment.lines().getLast());
        assertThat(metrics.path("Done").intValue()).isEqualTo(1_000);
        assertThat(metrics.path("RowsDeleted").intValue()).isEqualTo(6_000);
        assertThat(metrics.path("Attempts").intValue()).isLessThan(20); // 6,000 rows, 5,000 a transaction, halved once
    }

    @Test
    void poisonAnywhereAmongAThousandChangesNothingForTheOthers() throws SQLException {
        var ids = shuffled(1, 997);
        var staying = recipes.contentsWithout(ids);
        var batch = new DirectBatch().add("first", "{}");
        ids.forEach(id -> batch.add("m" + id, "{\"id\":%d,\"action\":\"deleted\"}".formatted(id)));
        batch.add("number", "{\"id\":1e2,\"action\":\"deleted\"}").add("last", "{\"ids\":[],\"action\":\"deleted\"}");

        assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();

        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(Letter.takeAll(queues))
                .extracting(Letter::messageId, Letter::code)
                .containsExactlyInAnyOrder(
                        tuple("first", "MISSING_FIELD"),
                        tuple("number", "INVALID_KEY"),
                        tuple("last", "INVALID_FIELD"));
    }

    @Test
    void aThousandRowsInOneMessageClearTheirDebtWithTheLastOfThem() throws SQLException {
        var ids = LongStream.rangeClosed(101, 1_100).boxed().toList();
        var staying = recipes.contentsWithout(ids);
        recipes.database()
                .run("INSERT INTO afterdelete_outbox (id, message) VALUES (77, '{\"ids\":%s,\"action\":\"deleted\"}')"
                        .formatted(ids));
        var body = "{\"ids\":%s,\"action\":\"deleted\",\"outbox\":77}".formatted(ids);
        var small = deployment.with("MAX_ROWS", "700");

        assertThat(new DirectBatch().add("m", body).failuresOf(small.cleanup())).isEmpty();

        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(recipes.outbox()).isEmpty();
        small.close();
    }

    @Test
    void messagesThatShareKeysEndTogetherAndClearEachItsOwnDebt() throws SQLException {
        var staying = recipes.contentsWithout(1, 2, 3, 4);
        recipes.database().run("""
                        INSERT INTO afterdelete_outbox (id, message)
                        VALUES (1, '{"ids": [3, 1, 2], "action": "deleted"}'),
                               (2, '{"action": "deleted", "table": "recipes", "ids": [3, 4]}'),
                               (3, '{"id": 2, "action": "deleted"}'),
                               (4, '{"id": 2, "action": "deleted"}')
                        """);
        var batch = new DirectBatch()
                .add("a", "{\"ids\":[1,2,3],\"action\":\"deleted\",\"outbox\":1}")
                .add("b", "{\"ids\":[3,4,3],\"action\":\"deleted\",\"outbox\":2}")
                .add("c", "{\"id\":2,\"action\":\"deleted\",\"outbox\":3}")
                .add("d", "{\"id\":2,\"action\":\"deleted\"}");

        assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();

        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(recipes.outbox()).singleElement().asString().startsWith("[4,");
    }

    @Test
    void aMessageThatNamesTheOutboxRowOfAnotherCascadeIsCarriedOutAndTheRowStays() throws SQLException {
        var staying = recipes.contentsWithout(1, 2);
        recipes.database()
                .run("INSERT INTO afterdelete_outbox (id, message) VALUES (1, '{\"id\":3,\"action\":\"deleted\"}')");
        var batch = new DirectBatch()
                .add("m", "{\"id\":1,\"action\":\"deleted\",\"outbox\":1}")
                .add("n", "{\"id\":2,\"action\":\"deleted\",\"outbox\":2}");

        assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();

        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(recipes.outbox()).singleElement().asString().startsWith("[1,");
        assertThat(deployment.lines())
                .filteredOn(line -> line.contains("the row stays owed"))
                .singleElement()
                .asString()
                .contains("\"outbox\":1}");
    }

    @Test
    void rowsThatNeverExistedAreDoneAtOnce() throws SQLException {
        var before = recipes.contents();
        var ids = LongStream.rangeClosed(RECIPES + 1, RECIPES + 200)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",", "[-5,", "]"));
        var batch = new DirectBatch().add("m", "{\"ids\":%s,\"action\":\"deleted\"}".formatted(ids));
        assertThat(batch.failuresOf(deployment.cleanup())).isEmpty();
        assertThat(recipes.contents()).isEqualTo(before);
        assertThat(queues.deadLetters()).isZero();
    }

    private static List<Long> shuffled(long first, long last) {
        var ids = new ArrayList<>(LongStream.rangeClosed(first, last).boxed().toList());
        Collections.shuffle(ids, new Random(1));
        return ids;
    }
}
