package dev.afterdelete.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.event.PublisherContract;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.local.OnRabbitMq;
import dev.afterdelete.local.RabbitMqServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnRabbitMq
class RabbitMqPublisherIT extends PublisherContract {
    private static final Duration A_MOMENT = Duration.ofSeconds(2);
    private static final OutgoingMessage MESSAGE = new OutgoingMessage("{\"id\":1}", Optional.empty());

    private final RabbitMqServer server;
    private final String name = RabbitMqServer.freshName();
    private final RabbitMqPublisher publisher;
    private final RabbitMqPublisher nowhere;

    RabbitMqPublisherIT(RabbitMqServer server) {
        this.server = server;
        this.publisher = server.withTopology(name).publisher(Approval.NONE);
        this.nowhere = server.on(name + "-of-nobody").publisher(Approval.NONE);
    }

    @AfterEach
    void close() {
        publisher.close();
        nowhere.close();
    }

    @Override
    protected Publisher publisher() {
        return publisher;
    }

    @Override
    protected Publisher publisherToNowhere() {
        return nowhere;
    }

    @Override
    protected Map<String, Approval> takeAll() {
        var all = new HashMap<String, Approval>();
        take().forEach(message -> all.put(
                new String(message.getBody(), StandardCharsets.UTF_8),
                Approval.of(Optional.ofNullable(
                        RabbitMqHeaders.of(message.getProps()).texts().get(DeadLetterQueue.APPROVED_ATTRIBUTE)))));
        return all;
    }

    private List<GetResponse> take() {
        return server.ask(channel -> {
            var all = new ArrayList<GetResponse>();
            for (var one = channel.basicGet(name, true); one != null; one = channel.basicGet(name, true)) {
                all.add(one);
            }
            return all;
        });
    }

    @Test
    void aMessageOutlivesARestartAndHasItsIdAndItsTime() {
        var before = Instant.now().minusSeconds(1);
        publisher.publish(List.of(MESSAGE));
        assertThat(take()).singleElement().extracting(GetResponse::getProps).satisfies(properties -> {
            assertThat(properties.getDeliveryMode()).isEqualTo(2);
            assertThat(properties.getMessageId()).isNotBlank();
            assertThat(properties.getTimestamp().toInstant()).isBetween(before, Instant.now());
        });
    }

    @Test
    void aMessageToAnExchangeThatLeadsNowhereIsSaidNotToBeSent() {
        server.ask(channel -> channel.queueUnbind(name, name, name));
        assertThat(publisher.publish(List.of(MESSAGE, MESSAGE)))
                .allSatisfy(fault -> assertThat(reason(fault)).contains("NO_ROUTE", "afterdelete queue --apply"));
        server.ask(channel -> channel.queueBind(name, name, name));
        assertThat(publisher.publish(List.of(MESSAGE))).containsExactly(Optional.empty());
    }

    @Test
    void aMessageThatTheQueueRefusesIsSaidNotToBeSent() {
        server.control("set_policy", name, "^" + name + "$", "{\"max-length\":1}", "--apply-to", "queues");
        var faults = new ArrayList<Optional<Fault>>();
        for (var number = 0; number < 10; number++) {
            faults.addAll(publisher.publish(List.of(MESSAGE)));
        }
        assertThat(faults.getFirst()).isEmpty();
        assertThat(reason(faults.getLast())).contains("refused");
    }

    @Test
    void aConnectionThatWasClosedMeanwhileIsOpenedAgain() {
        assertThat(publisher.publish(List.of(MESSAGE))).containsExactly(Optional.empty());
        server.control("close_all_connections", "test");
        assertThat(publisher.publish(List.of(MESSAGE))).containsExactly(Optional.empty());
        assertThat(take()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aServerThatIsNotThereIsSaidInTime() {
        var begun = Instant.now();
        try (var absent = server.through(1, name).publisher(Approval.NONE)) {
            assertThat(reason(absent.publish(List.of(MESSAGE)).getFirst()))
                    .contains("Connection refused (127.0.0.1:1, virtual host /)");
        }
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aServerThatIsShortOfMemoryIsNamedAsThatAtOnceAndSentToAgainWhenItGoesOn() {
        inAnAlarm(() -> {
            assertThat(reason(timed(A_MOMENT, MESSAGE).getFirst())).contains("low on memory");
            for (var times = 0; times < 5; times++) {
                assertThat(reason(timed(Duration.ofMillis(200), MESSAGE).getFirst()))
                        .contains("low on memory");
            }
        });
        awaitSent();
        assertThat(take()).as("the first, which was on its way, and the last").hasSize(2);
    }

    @Test
    void anAlarmThatOutlivesItsConnectionIsSaidOnTheNextAndItsEndIsHeardThere() {
        inAnAlarm(() -> {
            assertThat(reason(timed(A_MOMENT, MESSAGE).getFirst())).contains("low on memory");
            server.control("close_all_connections", "test");
            for (var times = 0; times < 3; times++) {
                assertThat(reason(timed(A_MOMENT, MESSAGE).getFirst())).contains("low on memory");
            }
        });
        awaitSent();
        assertThat(take()).isNotEmpty();
    }

    @Test
    void aBatchThatNoBufferHoldsDoesNotHangWhereTheServerStopsReading() {
        var large = new OutgoingMessage("\"" + "x".repeat(250_000) + "\"", Optional.empty());
        assertThat(publisher.publish(List.of(MESSAGE))).containsExactly(Optional.empty());
        inAnAlarm(() -> assertThat(
                        timed(A_MOMENT, Collections.nCopies(400, large).toArray(OutgoingMessage[]::new)))
                .hasSize(400)
                .allSatisfy(fault -> assertThat(reason(fault)).contains("low on memory")));
        awaitSent();
        assertThat(take()).as("the first, a window, and the last").hasSizeBetween(3, 5);
    }

    private void inAnAlarm(Runnable work) {
        server.control("set_vm_memory_high_watermark", "absolute", "1MB");
        try {
            work.run();
        } finally {
            server.control("set_vm_memory_high_watermark", "0.6");
        }
    }

    private List<Optional<Fault>> timed(Duration limit, OutgoingMessage... messages) {
        var begun = Instant.now();
        var faults = publisher.publish(List.of(messages));
        assertThat(Duration.between(begun, Instant.now())).isLessThan(limit);
        return faults;
    }

    /** RabbitMQ says that it goes on a moment after it was told to. */
    private void awaitSent() {
        var end = Instant.now().plusSeconds(10);
        while (publisher.publish(List.of(MESSAGE)).getFirst().isPresent()) {
            assertThat(Instant.now()).isBefore(end);
        }
    }

    @Test
    void headersThatNobodyUnderstandsDoNoHarm() {
        var headers = RabbitMqHeaders.of(new BasicProperties.Builder()
                .headers(Map.of("x-acquired-count", "many", "afterdelete-deliveries", -5L, "other", List.of(1)))
                .build());
        assertThat(headers.deliveries()).isEqualTo(1);
        assertThat(headers.ofTheSender()).doesNotContainKey("x-acquired-count");
    }

    private static String reason(Optional<Fault> fault) {
        return fault.orElseThrow().reason();
    }
}
