package dev.afterdelete.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.local.OnRabbitMq;
import dev.afterdelete.local.RabbitMqServer;
import dev.afterdelete.rabbit.RabbitMqDeadLetters;
import dev.afterdelete.rabbit.RabbitMqTopology;
import dev.afterdelete.redrive.RefusedMessages.Progress;
import dev.afterdelete.wire.JsonMessageFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dead letters of RabbitMQ that somebody else's message became: it may have no id, or that of another one. */
@OnRabbitMq
class RabbitMqRedriveIT {
    private static final Table RECIPES = Table.named("recipes");

    private final RabbitMqServer server;
    private final String name = RabbitMqServer.freshName();
    private final RabbitMqDeadLetters letters;
    private final DeadLetterRedrive redrive;
    private final List<String> sent = new ArrayList<>();
    private final Publisher queue = messages -> {
        messages.stream().map(OutgoingMessage::body).forEach(sent::add);
        return messages.stream().map(_ -> Optional.<Fault>empty()).toList();
    };

    RabbitMqRedriveIT(RabbitMqServer server) {
        this.server = server;
        this.letters = server.withTopology(name).deadLetters();
        var graph = new RelationGraph(List.of(RECIPES), Optional.of(RECIPES), List.of());
        this.redrive = new DeadLetterRedrive(
                letters,
                new InMemoryRefusedDebts(),
                new JsonMessageFormat(graph, () -> "made up"),
                Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        letters.close();
    }

    @Test
    void lettersWithoutAnIdAreSentBackEachOnce() {
        for (var id = 1; id <= 12; id++) {
            bury(body(id), new BasicProperties());
        }
        bury(body(1), new BasicProperties());
        assertThat(sendBack(Choice.ALL).dealtWith()).isEqualTo(13);
        assertThat(sent).hasSize(13).contains(body(1), body(12));
        assertThat(server.ready(name + ".dead-letters")).isZero();
    }

    @Test
    void lettersWithoutAnIdAreDropped() {
        bury(body(1), new BasicProperties());
        bury(body(1), new BasicProperties());
        assertThat(redrive.drop(look(Choice.ALL).ids(), Progress.UNSEEN).dealtWith())
                .isEqualTo(2);
        letters.close();
        assertThat(server.ready(name + ".dead-letters")).isZero();
    }

    @Test
    void threeLettersOfOneIdAreThree() {
        var same = new BasicProperties.Builder().messageId("same").build();
        bury(body(1), same);
        bury(body(2), same);
        bury(body(3), same);
        var overview = look(Choice.ALL);
        assertThat(overview.ids()).hasSize(3);
        assertThat(look(Choice.ofId("same")).ids()).hasSize(3);
        var one = Choice.ofId(overview.ids().iterator().next());
        assertThat(sendBack(one).dealtWith()).isEqualTo(1);
        assertThat(sent).hasSize(1);
        assertThat(sendBack(Choice.ALL).dealtWith()).isEqualTo(2);
        assertThat(sent).containsExactlyInAnyOrder(body(1), body(2), body(3));
    }

    @Test
    void oneOfMoreThanAreTakenTogetherIsFoundAgainByItsId() {
        for (var id = 1; id <= 25; id++) {
            bury(body(id % 2), new BasicProperties());
        }
        var ids = look(Choice.ALL).ids();
        assertThat(ids).hasSize(25);
        for (var id : ids) {
            assertThat(redrive.find(id).orElseThrow().refusal().id()).isEqualTo(id);
        }
        assertThat(redrive.sendBack(ids, queue, Progress.UNSEEN).dealtWith()).isEqualTo(25);
    }

    @Test
    void whatRabbitMqItselfMovedIsDeadSinceThenAndSentBack() {
        var before = Instant.now().minusSeconds(2);
        publish(name, body(1), new BasicProperties());
        for (var death = 0; death <= RabbitMqTopology.DELIVERY_LIMIT; death++) {
            die();
        }
        var seen = new ArrayList<Refusal>();
        for (var looks = 0; looks < 50 && seen.isEmpty(); looks++) {
            redrive.look(Choice.ALL, seen::add, Progress.UNSEEN);
        }
        assertThat(seen).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(Refusal.NO_CODE);
            assertThat(refusal.since()).isBetween(before, Instant.now().plusSeconds(1));
            assertThat(refusal.otherId()).startsWith("unnamed-");
        });
        assertThat(sendBack(Choice.ALL).dealtWith()).isEqualTo(1);
        assertThat(sent).containsExactly(body(1));
    }

    /** Takes the message, and is gone. */
    private void die() {
        server.ask(channel -> {
            for (var looks = 0; looks < 100 && channel.basicGet(name, false) == null; looks++) {
                pause();
            }
            return true;
        });
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Overview look(Choice choice) {
        return redrive.look(choice, _ -> {}, Progress.UNSEEN);
    }

    private Report sendBack(Choice choice) {
        return redrive.sendBack(Set.copyOf(look(choice).ids()), queue, Progress.UNSEEN);
    }

    private static String body(int id) {
        return "{\"id\":%d,\"action\":\"deleted\"}".formatted(id);
    }

    private void bury(String body, BasicProperties properties) {
        publish(name + ".dead-letters", body, properties);
    }

    private void publish(String exchange, String body, BasicProperties properties) {
        server.ask(channel -> {
            channel.confirmSelect();
            channel.basicPublish(exchange, exchange, properties, body.getBytes(StandardCharsets.UTF_8));
            try {
                return channel.waitForConfirms(5_000);
            } catch (InterruptedException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
