package dev.afterdelete.lambda.amazonmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import dev.afterdelete.Afterdelete;
import dev.afterdelete.bench.InvocationContext;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.lambda.EventSerializer;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnRabbitMq;
import dev.afterdelete.local.RabbitMqServer;
import dev.afterdelete.local.Resources;
import dev.afterdelete.local.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The consumer of Amazon MQ, called as its event source calls it. */
@OnRabbitMq
class RabbitMqCleanupHandlerIT {
    private final RabbitMqServer server;
    private final String name = RabbitMqServer.freshName();
    private final LocalDatabase database;
    private final Resources open = new Resources();
    private final RabbitMqCleanupHandler handler;

    RabbitMqCleanupHandlerIT(RabbitMqServer server) throws SQLException {
        this.server = server;
        server.withTopology(name);
        this.database = open.add(Servers.embedded()).database().address().createFresh();
        database.runResource("/afterdelete.sql");
        database.run("""
                CREATE TABLE recipes (id BIGINT PRIMARY KEY, is_deleted BOOLEAN NOT NULL DEFAULT FALSE);
                CREATE TABLE ingredients (id BIGINT PRIMARY KEY, recipe_id BIGINT NOT NULL, KEY (recipe_id));
                CREATE TABLE steps (id BIGINT PRIMARY KEY, recipe_id BIGINT NOT NULL, KEY (recipe_id));
                INSERT INTO recipes (id) VALUES (81), (82), (83);
                INSERT INTO ingredients VALUES (1, 81), (2, 82), (3, 83);
                INSERT INTO steps VALUES (1, 81), (2, 82), (3, 83);
                """);
        var environment = new HashMap<>(database.settings());
        environment.putAll(RabbitMqServer.settings(server.port(), name));
        this.handler = new RabbitMqCleanupHandler(open.add(Afterdelete.from(environment, _ -> {})));
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void theSampleEventIsCarriedOutAndAgainIsHarmless() throws Exception {
        var event = event(Files.readString(Path.of("events/rabbitmq-batch.json")));
        for (var times = 1; times <= 2; times++) {
            assertThat(call(event)).isEqualTo("2 messages ended");
            assertThat(count("ingredients") + count("steps") + count("recipes")).isEqualTo(3);
        }
    }

    @Test
    void whatIsRefusedIsADeadLetterAndTheOthersAreDone() throws Exception {
        assertThat(call(batch("{\"id\":81,\"action\":\"deleted\"}", "{\"id\":\"82\",\"action\":\"deleted\"}")))
                .isEqualTo("2 messages ended");
        assertThat(count("recipes")).isEqualTo(2);
        try (var letters = server.on(name).deadLetters()) {
            assertThat(letters.take(Duration.ofMinutes(1)))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.code()).isEqualTo("INVALID_KEY"));
        }
    }

    @Test
    void whatFailedRestsAndIsDoneWhenItComesAgain() throws Exception {
        database.run("RENAME TABLE steps TO steps_away");
        assertThat(call(batch("{\"id\":81,\"action\":\"deleted\"}", "not JSON")))
                .isEqualTo("1 messages ended, 1 failed and come again");
        assertThat(count("recipes")).isEqualTo(3);
        database.run("RENAME TABLE steps_away TO steps");
        try (var source = server.on(name).source(1)) {
            var again = source.receive(1, Duration.ofSeconds(2));
            for (var looks = 0; looks < 10 && again.isEmpty(); looks++) {
                again = source.receive(1, Duration.ofSeconds(2));
            }
            assertThat(again).singleElement().satisfies(message -> {
                assertThat(message.delivery().receiveCount()).isEqualTo(2);
                assertThat(message.delivery().body()).isEqualTo("{\"id\":81,\"action\":\"deleted\"}");
                assertThat(message.delivery().id()).startsWith("unnamed-");
            });
        }
    }

    @Test
    void whatCannotRestFailsTheBatchWhichThenIsDoneWhenItComesAgain() throws Exception {
        var event = batch("{\"id\":81,\"action\":\"deleted\"}", "{\"id\":82,\"action\":\"deleted\"}");
        database.run("RENAME TABLE steps TO steps_away");
        server.ask(channel -> channel.queueDelete(name + ".rest-1s"));
        assertThatThrownBy(() -> call(event))
                .isInstanceOf(BatchFailedException.class)
                .hasMessageContaining("2 of 2");
        assertThat(count("recipes")).isEqualTo(3);
        database.run("RENAME TABLE steps_away TO steps");
        assertThat(call(event)).isEqualTo("2 messages ended");
        assertThat(count("recipes")).isEqualTo(1);
    }

    @Test
    void whatIsBesideTheBodyIsRead() throws Exception {
        var messages = event(Files.readString(Path.of("events/rabbitmq-batch.json")))
                .getRmqMessagesByQueue()
                .values()
                .iterator()
                .next();
        var first = RabbitMessages.delivery(messages.getFirst(), Set.of());
        assertThat(first.id()).isEqualTo("7b52cecb-f416-43e5-b71c-41ae32185492");
        assertThat(first.approval().attribute()).contains("true");
        assertThat(RabbitMessages.delivery(messages.getFirst(), Set.of(first.id()))
                        .id())
                .isEqualTo(first.id() + "#2");
        var second = RabbitMessages.delivery(messages.getLast(), Set.of(first.id()));
        assertThat(second.id()).startsWith("unnamed-");
        assertThat(second.receiveCount()).isEqualTo(1);
        assertThat(second.approval().attribute()).isEmpty();
    }

    @Test
    void whatRestedBeforeKeepsItsCountAndItsTimes() {
        var rested = event("""
                {"rmqMessagesByQueue": {"q::/": [{"data": "e30=", "basicProperties": {
                  "timestamp": "Jan 31, 2026, 8:30:05\u202fAM",
                  "headers": {"afterdelete-deliveries": 4, "x-acquired-count": 9, "x-delivery-count": 2,
                    "afterdelete-first-received-at": {"bytes": [50,48,50,54,45,48,49,45,51,49,84,48,56,58,51,48,58,48,54,90]}}
                }}, {"data": "e30=", "basicProperties": {"timestamp": "noon",
                  "headers": {"x-delivery-count": 50, "afterdelete-first-received-at": "then"}}}]}}
                """).getRmqMessagesByQueue().values().iterator().next();
        var delivery = RabbitMessages.delivery(rested.getFirst(), Set.of());
        assertThat(delivery.receiveCount()).isEqualTo(7);
        assertThat(delivery.times().sent()).contains(Instant.parse("2026-01-31T08:30:05Z"));
        assertThat(delivery.times().firstReceived()).contains(Instant.parse("2026-01-31T08:30:06Z"));
        var older = RabbitMessages.delivery(rested.getLast(), Set.of());
        assertThat(older.receiveCount()).as("mixed with what was given back").isEqualTo(1);
        assertThat(older.times()).isEqualTo(Delivery.Times.UNKNOWN);
    }

    @Test
    void anEventWithoutMessagesIsDone() {
        assertThat(call(event("{}"))).isEqualTo("0 messages ended");
        assertThat(call(event("{\"rmqMessagesByQueue\":{\"q::/\":null},\"other\":[1]}")))
                .isEqualTo("0 messages ended");
    }

    private String call(RabbitMQEvent event) {
        return handler.handleRequest(event, new InvocationContext(Duration.ofSeconds(30)));
    }

    private static RabbitMQEvent batch(String... bodies) {
        var messages = new StringBuilder();
        for (var body : bodies) {
            var data = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
            messages.append(messages.isEmpty() ? "" : ",")
                    .append("{\"data\":\"")
                    .append(data)
                    .append("\"}");
        }
        return event("{\"rmqMessagesByQueue\":{\"afterdelete::/\":[" + messages + "]}}");
    }

    private static RabbitMQEvent event(String json) {
        return new EventSerializer().fromJson(json, RabbitMQEvent.class);
    }

    private int count(String table) throws SQLException, IOException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getInt(1);
        }
    }
}
