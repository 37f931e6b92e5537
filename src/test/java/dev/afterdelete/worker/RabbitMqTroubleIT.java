package dev.afterdelete.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.local.OnRabbitMq;
import dev.afterdelete.local.RabbitMqServer;
import dev.afterdelete.rabbit.RabbitMq;
import dev.afterdelete.rabbit.RabbitMqSource;
import dev.afterdelete.rabbit.RabbitMqTopology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What producers, operators and the broker do to a queue that nobody expects of them: no message is lost by it. */
@OnRabbitMq
class RabbitMqTroubleIT {
    private static final Duration A_WHILE = Duration.ofSeconds(5);
    private static final int PREFETCH = 200;
    private static final int FRAME_BYTES = 131_072;

    private final RabbitMqServer server;
    private final String name = RabbitMqServer.freshName();
    private final RabbitMq rabbit;
    private final RabbitMqSource source;

    RabbitMqTroubleIT(RabbitMqServer server) {
        this.server = server;
        this.rabbit = server.withTopology(name);
        this.source = rabbit.source(PREFETCH);
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void whatWasDeliveredTooOftenIsSentToTheDeadLettersTogetherAndTheOthersRest() {
        sendTired(5);
        assertThat(source.postpone(receive(5))).isEmpty();
        assertThat(server.ready(name + ".dead-letters")).isEqualTo(3);
        assertThat(server.ready(name + ".rest-1s")).isEqualTo(2);
        source.close();
        try (var letters = rabbit.deadLetters()) {
            assertThat(letters.take(A_WHILE))
                    .isNotEmpty()
                    .allSatisfy(letter -> assertThat(letter.body()).matches("\\{\"id\":[024]}"));
        }
    }

    @Test
    void whereNoDeadLettersAreTakenThoseComeAgainAndTheOthersRestAllTheSame() {
        sendTired(5);
        var failed = receive(5);
        server.ask(channel -> channel.queueDelete(name + ".dead-letters"));
        assertThat(source.postpone(failed))
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).contains("NO_ROUTE", name + ".dead-letters"));
        assertThat(server.ready(name + ".rest-1s")).isEqualTo(2);
        assertThatExceptionOfType(FaultException.class).isThrownBy(() -> source.receive(1, Duration.ZERO));
        assertThat(receive(3))
                .extracting(Received::delivery)
                .extracting(Delivery::body)
                .containsOnly("{\"id\":0}", "{\"id\":2}", "{\"id\":4}");
    }

    /** Every other one has been delivered so often that its next failure is its last. */
    private void sendTired(int messages) {
        for (var number = 0; number < messages; number++) {
            var deliveries = number % 2 == 0 ? RabbitMqTopology.DELIVERY_LIMIT - 1 : 0;
            send(number, with(Map.of("afterdelete-deliveries", deliveries)));
        }
    }

    @Test
    void aMessageWhoseHeadersFillAFrameRestsWithoutThem() {
        var large = "h".repeat(FRAME_BYTES - 110);
        send(1, with(Map.of("large", large, "afterdelete-approved", "true")));
        send(2, with(Map.of("small", "kept")));
        assertThat(source.postpone(receive(2))).isEmpty();
        var again = receive(2);
        assertThat(again)
                .extracting(Received::delivery)
                .extracting(Delivery::receiveCount)
                .containsOnly(2);
        assertThat(again)
                .filteredOn(message -> message.delivery().body().equals("{\"id\":1}"))
                .singleElement()
                .satisfies(message ->
                        assertThat(message.delivery().approval().attribute()).isPresent());
    }

    @Test
    void whatIsOddAboutAMessageDoesNotKeepItFromBeingTakenAndRestingWithItsBody() {
        var odd = new BasicProperties.Builder()
                .contentType("application/x-none")
                .contentEncoding("gzip")
                .deliveryMode(1)
                .priority(255)
                .expiration("600000")
                .correlationId("c")
                .replyTo("nobody")
                .timestamp(new Date(Long.MAX_VALUE / 2))
                .type("t")
                .appId("a")
                .headers(Map.of("list", List.of(1, Map.of("deep", List.of())), "bytes", new byte[] {0, -1}))
                .build();
        send(1, odd);
        assertThat(source.postpone(receive(1))).isEmpty();
        assertThat(receive(1)).singleElement().satisfies(message -> {
            assertThat(message.delivery().body()).isEqualTo("{\"id\":1}");
            assertThat(message.delivery().receiveCount()).isEqualTo(2);
        });
    }

    @Test
    void aMessageThatItsProducerLetsExpireIsADeadLetter() throws InterruptedException {
        send(1, new BasicProperties.Builder().expiration("100").build());
        Thread.sleep(Duration.ofSeconds(1));
        assertThat(source.receive(1, Duration.ofMillis(300))).isEmpty();
        try (var letters = rabbit.deadLetters()) {
            assertThat(letters.take(A_WHILE))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.body()).isEqualTo("{\"id\":1}"));
        }
    }

    @Test
    void aQueueThatIsDeletedUnderItsWorkerIsSaidAndWorksAgainWhenItIsMadeAgain() {
        send(1, with(Map.of()));
        var held = receive(1);
        server.ask(channel -> channel.queueDelete(name));
        assertThatExceptionOfType(FaultException.class)
                .isThrownBy(() -> source.receive(1, A_WHILE))
                .withMessageContaining("the queue was deleted");
        assertThatExceptionOfType(FaultException.class)
                .isThrownBy(() -> source.receive(1, A_WHILE))
                .withMessageContaining("no queue '" + name + "'");
        assertThat(source.acknowledge(held)).hasSize(1);
        server.withTopology(name);
        send(2, with(Map.of()));
        assertThat(receive(1)).hasSize(1);
    }

    @Test
    void aBrokerThatDiesUnderABatchHandsAllOfItOverAgain() {
        IntStream.range(0, 50).forEach(number -> send(number, with(Map.of())));
        var held = receive(50);
        server.crash();
        assertThat(source.acknowledge(held.subList(0, 10))).isNotEmpty();
        assertThat(source.postpone(held.subList(10, 50))).isEmpty();
        assertThat(receive(50))
                .extracting(Received::delivery)
                .extracting(Delivery::body)
                .hasSize(50)
                .doesNotHaveDuplicates();
    }

    private static BasicProperties with(Map<String, Object> headers) {
        return new BasicProperties.Builder().headers(headers).build();
    }

    private void send(int id, BasicProperties properties) {
        assertThat(server.<Boolean>ask(channel -> {
                    channel.confirmSelect();
                    channel.basicPublish(
                            name, name, properties, "{\"id\":%d}".formatted(id).getBytes(StandardCharsets.UTF_8));
                    try {
                        return channel.waitForConfirms(5_000);
                    } catch (InterruptedException | TimeoutException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .isTrue();
    }

    private List<Received> receive(int most) {
        var all = new ArrayList<Received>();
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (all.size() < most && System.nanoTime() < end) {
            try {
                all.addAll(source.receive(most - all.size(), A_WHILE));
            } catch (FaultException away) {
                assertThat(away).hasMessageContaining("QUEUE_UNAVAILABLE");
            }
        }
        assertThat(all).hasSize(most);
        return all;
    }
}
