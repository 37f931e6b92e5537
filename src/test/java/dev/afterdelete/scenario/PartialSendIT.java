package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A queue that takes some messages of a call and not the others: each is told apart, and none is lost. */
@OnEveryServer
class PartialSendIT {
    private final LocalDatabase database;
    private final Deployment deployment;
    private final DeafQueue deaf = DeafQueue.start(body -> body.contains("\"id\":2,") || body.contains("\"tabel\""));

    PartialSendIT(LocalDatabase database, SqsClient sqs) {
        this.database = database;
        this.deployment = Deployment.on(database, QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3));
    }

    @AfterEach
    void close() {
        deployment.close();
        deaf.close();
    }

    @Test
    void theRelayKnowsWhichRowsItHasNotSent() throws SQLException {
        Recipes.load(database, 3);
        database.run("INSERT INTO afterdelete_outbox (id, message) VALUES (1, '{\"id\":1,\"action\":\"deleted\"}'), "
                + "(2, '{\"id\":2,\"action\":\"deleted\"}'), (3, '{\"id\":3,\"action\":\"deleted\"}')");
        try (var relay = deployment.with("QUEUE_URL", deaf.url())) {
            assertThat(Sweep.run(relay.sweep())).contains("\"relayed\":2", "\"unsent\":1", "\"refused\":0");
        }
        assertThat(deaf.heard())
                .hasSize(2)
                .anyMatch(body -> body.contains("\"outbox\":1"))
                .anyMatch(body -> body.contains("\"outbox\":3"));
        assertThat(TableContents.of(database, "afterdelete_outbox").size()).isEqualTo(3);
    }

    @Test
    void aDeadLetterThatWasNotTakenLeavesItsMessageOnTheQueue() throws SQLException {
        Recipes.load(database, 3);
        try (var consumer = deployment.with("DEAD_LETTER_QUEUE_URL", deaf.url())) {
            var batch = DirectBatch.ofIds(1)
                    .add("taken", "not JSON")
                    .add("not taken", "{\"id\":2,\"action\":\"deleted\",\"tabel\":\"steps\"}");
            assertThat(batch.failuresOf(consumer.cleanup())).containsExactly("not taken");
        }
        assertThat(deaf.heard()).containsExactly("not JSON");
    }

    @Test
    void aContinuationThatWasNotTakenLeavesItsMessageOnTheQueue() throws SQLException {
        var library = Library.create(database).fill(2);
        var brief = deployment
                .with("RELATIONS", Library.RELATIONS)
                .with("QUEUE_URL", deaf.url())
                .with("MAX_ROWS", "1")
                .with("TIME_RESERVE", "PT1.5S")
                .within(Duration.ofMillis(1_530));
        try (brief) {
            var cleanup = brief.cleanup();
            DirectBatch.ofIds(99).failuresOf(cleanup); // connects
            assertThat(DirectBatch.ofIds(1, 2).failuresOf(cleanup)).containsExactly("m2");
        }
        assertThat(deaf.heard()).singleElement().asString().contains("\"id\":1,");
        assertThat(TableContents.of(library.database(), "libraries").size()).isEqualTo(2);
    }
}
