package dev.afterdelete.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.body.BodyText;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.local.OnRabbitMq;
import dev.afterdelete.local.RabbitMqServer;
import dev.afterdelete.rabbit.RabbitMq;
import dev.afterdelete.rabbit.RabbitMqSource;
import dev.afterdelete.rabbit.RabbitMqTopology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnRabbitMq
class RabbitMqSourceIT extends MessageSourceContract {
    private static final int PREFETCH = 50;
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final RabbitMqServer server;
    private final String name = RabbitMqServer.freshName();
    private final RabbitMq rabbit;
    private final RabbitMqSource source;

    RabbitMqSourceIT(RabbitMqServer server) {
        this.server = server;
        this.rabbit = server.withTopology(name);
        this.source = rabbit.source(PREFETCH);
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Override
    MessageSource source() {
        return source;
    }

    @Override
    void send(int messages) {
        for (var number = 0; number < messages; number++) {
            send("{\"id\":%d}".formatted(number));
        }
    }

    private void send(String body) {
        try (var publisher = rabbit.publisher(Approval.NONE)) {
            assertThat(publisher.publish(List.of(new OutgoingMessage(body, Optional.empty()))))
                    .containsExactly(Optional.empty());
        }
    }

    /** Messages are held for as long as the connection stands, and rest for a second when they failed. */
    @Override
    void letHeldTimePass() {
        source.close();
        try {
            Thread.sleep(Duration.ofMillis(1_500));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    Duration onItsWay() {
        return Duration.ofMillis(300);
    }

    @Test
    void noMoreAreTakenThanABatchHolds() {
        send(PREFETCH + 5);
        var first = receive(2 * PREFETCH);
        assertThat(first).hasSize(PREFETCH);
        assertThat(server.ready(name)).isEqualTo(5);
        assertThat(source.acknowledge(first.subList(0, 3))).isEmpty();
        assertThat(receive(2 * PREFETCH)).hasSize(3);
    }

    @Test
    void whatFailedComesAgainLaterAndLaterEachTime() {
        send(1);
        for (var deliveries = 1; deliveries <= 2; deliveries++) {
            var failed = receive(1);
            assertThat(failed)
                    .extracting(Received::delivery)
                    .extracting(Delivery::receiveCount)
                    .containsExactly(deliveries);
            assertThat(source.postpone(failed)).isEmpty();
            assertThat(source.receive(1, Duration.ofMillis(500))).isEmpty();
        }
        assertThat(server.ready(name + ".rest-4s")).isEqualTo(1);
        assertThat(receive(1)).singleElement().satisfies(message -> {
            assertThat(message.delivery().receiveCount()).isEqualTo(3);
            assertThat(message.delivery().body()).isEqualTo("{\"id\":0}");
            assertThat(message.delivery().times().sent()).isPresent();
            assertThat(source.acknowledge(List.of(message))).isEmpty();
        });
        assertThat(server.ready(name)).isZero();
    }

    @Test
    void givingBackIsNoFailedDelivery() {
        send(1);
        for (var times = 0; times < 70; times++) {
            assertThat(source.giveBack(receive(1))).isEmpty();
        }
        assertThat(receive(1)).singleElement().satisfies(message -> {
            assertThat(message.delivery().receiveCount()).isEqualTo(1);
            assertThat(source.postpone(List.of(message))).isEmpty();
        });
        assertThat(server.ready(name + ".dead-letters")).isZero();
        assertThat(receive(1))
                .extracting(Received::delivery)
                .extracting(Delivery::receiveCount)
                .containsExactly(2);
    }

    @Test
    void whileABatchIsAtWorkOthersGetWhatComes() {
        try (var other = rabbit.source(PREFETCH)) {
            send(1);
            var batch = receive(1);
            assertThat(source.pause()).isEmpty();
            send(6);
            assertThat(other.receive(PREFETCH, A_WHILE)).isNotEmpty();
            assertThat(server.ready(name)).isZero();
            assertThat(source.acknowledge(batch)).isEmpty();
        }
        assertThat(receive(6)).as("what the other one gave back by its end").hasSize(6);
    }

    @Test
    void whatNobodyHadReceivedIsNotCountedWhenAWorkerEnds() {
        send(5);
        assertThat(source.acknowledge(receive(1))).isEmpty();
        source.close();
        assertThat(receive(4))
                .hasSize(4)
                .extracting(Received::delivery)
                .extracting(Delivery::receiveCount)
                .containsOnly(1);
    }

    @Test
    void whatIsNoUtf8RestsAsItCame() {
        var body = new byte[] {'"', (byte) 0xC3, '"', (byte) 0xFF};
        server.ask(channel -> {
            channel.basicPublish(name, name, new com.rabbitmq.client.AMQP.BasicProperties(), body);
            return true;
        });
        var named = receive(1);
        assertThat(source.postpone(named)).isEmpty();
        assertThat(receive(1)).singleElement().satisfies(message -> {
            assertThat(BodyText.bytes(message.delivery().body())).isEqualTo(body);
            assertThat(message.delivery().id())
                    .startsWith("unnamed-")
                    .isEqualTo(named.getFirst().delivery().id());
        });
    }

    @Test
    void whoMayNotDeclareAnythingConsumesAllTheSame() {
        var user = server.userWith("", ".*", ".*");
        try (var modest = server.on(name, user).source(PREFETCH)) {
            send(1);
            assertThat(modest.heldFor()).isPositive();
            assertThat(modest.acknowledge(modest.receive(1, A_WHILE))).isEmpty();
        }
    }

    @Test
    void whatIsWrongIsToldFromWhatIsAway() {
        try (var away = server.through(1, name).source(1);
                var forbidden = server.on(name, server.userWith("", "", "")).source(1)) {
            assertThatExceptionOfType(FaultException.class)
                    .isThrownBy(away::heldFor)
                    .withMessageContaining("QUEUE_UNAVAILABLE")
                    .withMessageContaining("127.0.0.1:1, virtual host /");
            assertThatExceptionOfType(FaultException.class)
                    .isThrownBy(forbidden::heldFor)
                    .withMessageContaining("INVALID_CONFIGURATION")
                    .withMessageContaining("ACCESS_REFUSED");
        }
        server.ask(channel -> channel.queueDelete(name + ".rest-64s"));
        assertThatExceptionOfType(FaultException.class)
                .isThrownBy(source::heldFor)
                .withMessageContaining("there is no queue " + name + ".rest-64s; `afterdelete queue`");
    }

    @Test
    void whatFailedTooOftenIsADeadLetterWithoutACode() {
        sendWith(Map.of("afterdelete-deliveries", RabbitMqTopology.DELIVERY_LIMIT - 1));
        assertThat(source.postpone(receive(1))).isEmpty();
        assertThat(server.ready(name)).isZero();
        try (var letters = rabbit.deadLetters()) {
            assertThat(letters.take(A_WHILE)).singleElement().satisfies(letter -> {
                assertThat(letter.body()).isEqualTo("{\"id\":9}");
                assertThat(letter.attributes())
                        .doesNotContainKey(DeadLetterQueue.CODE_ATTRIBUTE)
                        .containsEntry(DeadLetterQueue.REASON_ATTRIBUTE, "it was delivered 60 times and failed");
            });
        }
    }

    @Test
    void aMessageThatKillsItsConsumersIsADeadLetterInTheEnd() {
        send(1);
        for (var deaths = 0; deaths <= RabbitMqTopology.DELIVERY_LIMIT; deaths++) {
            assertThat(receive(1)).as("after %d deaths", deaths).hasSize(1);
            source.close();
        }
        assertThat(source.receive(1, Duration.ofSeconds(1))).isEmpty();
        assertThat(server.ready(name + ".dead-letters")).isEqualTo(1);
    }

    @Test
    void whatCannotRestIsGivenBackAndSaid() {
        send(1);
        server.ask(channel -> channel.queueDelete(name + ".rest-1s"));
        assertThat(source.postpone(receive(1)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).contains("NO_ROUTE"));
        assertThatExceptionOfType(FaultException.class).isThrownBy(() -> source.receive(1, Duration.ZERO));
        assertThat(receive(1)).hasSize(1);
    }

    @Test
    void twoMessagesWithOneIdAreTwo() {
        sendWith(Map.of());
        sendWith(Map.of());
        var both = receive(2);
        assertThat(both)
                .extracting(message -> message.delivery().id())
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(source.acknowledge(both)).isEmpty();
        source.close();
        assertThat(server.ready(name)).isZero();
    }

    @Test
    void whatWasReceivedBeforeTheConnectionBrokeIsNotMistakenForWhatComesAfter() {
        send(3);
        var before = receive(3);
        server.control("close_all_connections", "test");
        assertThatExceptionOfType(FaultException.class).isThrownBy(() -> source.receive(1, A_WHILE));
        var after = receive(3);
        assertThat(source.acknowledge(before))
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).contains("come again"));
        source.close();
        assertThat(server.ready(name)).as("all of %s", after).isEqualTo(3);
    }

    @Test
    void aQueueThatIsNotThereIsSaidAtOnce() {
        try (var missing = server.on(name + "-of-nobody").source(1)) {
            assertThatExceptionOfType(FaultException.class)
                    .isThrownBy(missing::heldFor)
                    .withMessageContaining("INVALID_CONFIGURATION")
                    .withMessageContaining("afterdelete queue");
        }
    }

    private void sendWith(Map<String, Object> headers) {
        var properties = new com.rabbitmq.client.AMQP.BasicProperties.Builder()
                .messageId("same")
                .headers(headers)
                .build();
        server.ask(channel -> {
            channel.confirmSelect();
            channel.basicPublish(name, name, properties, "{\"id\":9}".getBytes(StandardCharsets.UTF_8));
            try {
                return channel.waitForConfirms(5_000);
            } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private List<Received> receive(int most) {
        var all = new ArrayList<Received>();
        var end = System.nanoTime() + A_WHILE.multipliedBy(2).toNanos();
        while (all.isEmpty() && System.nanoTime() < end) {
            all.addAll(source.receive(most, A_WHILE));
        }
        for (var more = List.of(all.getFirst()); !more.isEmpty() && all.size() < most; ) {
            more = source.receive(most - all.size(), Duration.ofMillis(300));
            all.addAll(more);
        }
        return all;
    }
}
