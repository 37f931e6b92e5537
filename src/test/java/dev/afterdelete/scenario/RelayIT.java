package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the relay does with what the outbox owes. */
@OnEveryServer
class RelayIT {
    private static final int RECIPES = 40;

    private final Recipes recipes;
    private final LocalDatabase database;
    private final QueuePair queues;
    private final Deployment deployment;

    RelayIT(LocalDatabase database, SqsClient sqs) throws SQLException {
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
    void anApplicationOwesACascadeWithOneInsert() throws SQLException {
        var staying = recipes.contentsWithout(12);
        database.run("DELETE FROM recipes WHERE id = 12;"
                + "INSERT INTO afterdelete_outbox (message) VALUES ('{\"id\": 12, \"action\": \"deleted\"}')");
        assertThat(Sweep.run(deployment.sweep())).contains("\"relayed\":1", "\"unsent\":0", "\"refused\":0");
        Queue.drain(queues, deployment.cleanup());
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(recipes.outbox()).isEmpty();
    }

    @Test
    void everythingThatIsDueIsSentOnceAndNothingElse() throws SQLException {
        database.run("INSERT INTO afterdelete_outbox (message, next_at) VALUES "
                + IntStream.rangeClosed(1, 25)
                        .mapToObj(id -> "('{\"id\":%d,\"action\":\"deleted\"}', NOW(6) + INTERVAL %d HOUR)"
                                .formatted(id, id <= 23 ? -1 : 1))
                        .collect(Collectors.joining(",")));
        var staying =
                recipes.contentsWithout(LongStream.rangeClosed(1, 23).boxed().toList());
        var sweep = deployment.sweep();
        assertThat(Sweep.run(sweep)).contains("\"relayed\":23");
        assertThat(Sweep.run(sweep)).contains("\"relayed\":0");
        assertThat(queues.messages()).isEqualTo(23);
        assertThat(deployment.lines().getLast()).contains("\"BacklogCount\":25");

        Queue.drain(queues, deployment.cleanup());

        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(recipes.outbox()).hasSize(2);
    }

    @Test
    void aRowThatStaysOwedComesDueAgainAndAgain() throws SQLException {
        database.run("INSERT INTO afterdelete_outbox (message) VALUES ('{\"id\":1,\"action\":\"deleted\"}')");
        var sweep = deployment.sweep();
        for (var times = 1; times <= 3; times++) {
            assertThat(Sweep.run(sweep)).contains("\"relayed\":1");
            assertThat(TableContents.of(
                                    database,
                                    "afterdelete_outbox WHERE tries = " + times
                                            + " AND next_at > NOW(6) + INTERVAL 40 SECOND")
                            .size())
                    .isOne();
            database.run("UPDATE afterdelete_outbox SET next_at = NOW(6)");
        }
        assertThat(queues.messages()).isEqualTo(3);
    }

    @Test
    void aMessageThatCannotBeReadIsMarkedAndNeverSent() throws SQLException {
        database.run(
                "INSERT INTO afterdelete_outbox (id, message) VALUES (1, 'not JSON'), "
                        + "(2, '{\"id\":2,\"action\":\"deleted\"}'), (3, ''), (4, '{\"id\":4,\"action\":\"deleted\",\"tabel\":1}')");
        var sweep = deployment.sweep();
        assertThat(Sweep.run(sweep)).contains("\"relayed\":1", "\"refused\":3");
        assertThat(recipes.outbox().stream()
                        .map(row -> row.replaceAll("^\\[(\\d+),.*, ([A-Z_]+|null), null, null]$", "$1 $2"))
                        .toList())
                .containsExactly("1 MALFORMED_JSON", "2 null", "3 EMPTY_BODY", "4 UNKNOWN_FIELD");
        database.run("UPDATE afterdelete_outbox SET next_at = NOW(6) - INTERVAL 1 DAY");
        assertThat(Sweep.run(sweep)).contains("\"relayed\":1", "\"refused\":0");
    }

    @Test
    void aMessageThatIsRefusedByTheConsumerIsMarkedToo() throws SQLException {
        database.run(
                "CREATE TABLE pins (recipe_id BIGINT, FOREIGN KEY (recipe_id) REFERENCES recipes (id));"
                        + "INSERT INTO pins VALUES (2);"
                        + "INSERT INTO afterdelete_outbox (id, message) VALUES (9, '{\"ids\":[1,2,3],\"action\":\"deleted\"}')");
        var staying = recipes.contentsWithout(1, 3);
        var sweep = deployment.sweep();
        Sweep.run(sweep);
        Queue.drain(queues, deployment.cleanup());
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(Letter.takeAll(queues)).extracting(Letter::code).isEqualTo(List.of("CONSTRAINT_VIOLATED"));
        assertThat(recipes.outbox()).singleElement().asString().contains("CONSTRAINT_VIOLATED");
        database.run("UPDATE afterdelete_outbox SET next_at = NOW(6) - INTERVAL 1 DAY");
        assertThat(Sweep.run(sweep)).contains("\"relayed\":0", "\"refused\":0");
    }

    @Test
    void whatTheQueueDoesNotTakeComesDueAgain() throws SQLException {
        database.run("INSERT INTO afterdelete_outbox (id, message) VALUES (1, '{\"id\":1,\"action\":\"deleted\"}')");
        var nowhere = queues.url() + "-that-does-not-exist";
        try (var deaf = deployment.with("QUEUE_URL", nowhere)) {
            assertThat(Sweep.run(deaf.sweep())).contains("\"relayed\":0", "\"unsent\":1");
        }
        database.run("UPDATE afterdelete_outbox SET next_at = NOW(6)");
        assertThat(Sweep.run(deployment.sweep())).contains("\"relayed\":1", "\"unsent\":0");
    }

    @Test
    void twoRelaysAtOnceSendNothingTwice() throws Exception {
        database.run("INSERT INTO afterdelete_outbox (message) VALUES "
                + IntStream.rangeClosed(1, RECIPES)
                        .mapToObj("('{\"id\":%d,\"action\":\"deleted\"}')"::formatted)
                        .collect(Collectors.joining(",")));
        var one = deployment.sweep();
        var other = deployment.sweep();
        var beside = Thread.ofVirtual().start(() -> Sweep.run(other));
        Sweep.run(one);
        beside.join();
        assertThat(queues.messages()).isEqualTo(RECIPES);
    }
}
