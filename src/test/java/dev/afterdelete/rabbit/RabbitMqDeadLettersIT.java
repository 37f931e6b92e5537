package dev.afterdelete.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.event.DeadLetter;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.body.BodyText;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.local.OnRabbitMq;
import dev.afterdelete.local.RabbitMqServer;
import dev.afterdelete.rabbit.RabbitMqSender.Parcel;
import dev.afterdelete.redrive.BuriedLetter;
import dev.afterdelete.redrive.DeadLetters;
import dev.afterdelete.redrive.DeadLettersContract;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnRabbitMq
class RabbitMqDeadLettersIT extends DeadLettersContract {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final RabbitMqServer server;
    private final String name = RabbitMqServer.freshName();
    private final RabbitMq rabbit;
    private final RabbitMqDeadLetters letters;

    RabbitMqDeadLettersIT(RabbitMqServer server) {
        this.server = server;
        this.rabbit = server.withTopology(name);
        this.letters = rabbit.deadLetters();
    }

    @AfterEach
    void close() {
        letters.close();
    }

    @Override
    protected DeadLetters open() {
        return letters;
    }

    @Override
    protected void bury(String body, Map<String, String> attributes) {
        var properties =
                RabbitMqHeaders.persistent(UUID.randomUUID().toString(), Instant.now(), new HashMap<>(attributes));
        var deadLetters = new RabbitMqTopology(name).deadLetters();
        try (var sender = rabbit.sender()) {
            assertThat(sender.send(List.of(new Parcel(deadLetters, deadLetters, properties, body))))
                    .containsExactly(Optional.empty());
        }
    }

    @Override
    protected void passTime(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    @Test
    void whatWasSentAsADeadLetterIsReadAsOne() {
        var sent = Instant.parse("2026-01-31T08:30:00.123Z");
        var times = new Delivery.Times(Optional.of(sent), Optional.of(sent.plusSeconds(5)));
        var delivery = new Delivery("original", "", 3, times, Approval.NONE);
        var reason = "no \u0000 such thing " + "🍲".repeat(600);
        var before = Instant.now().minusMillis(1);
        try (var queue = rabbit.deadLetterQueue()) {
            assertThat(queue.send(List.of(new DeadLetter(delivery, new Fault(FaultCode.UNKNOWN_TABLE, reason)))))
                    .containsExactly(Optional.empty());
        }
        assertThat(letters.take(A_MINUTE)).singleElement().satisfies(letter -> {
            assertThat(letter.body()).isEmpty();
            assertThat(letter.code()).isEqualTo("UNKNOWN_TABLE");
            assertThat(letter.reason().orElseThrow())
                    .startsWith("no \u0000 such")
                    .endsWith("🍲…")
                    .hasSizeLessThan(1_002);
            assertThat(letter.originalId()).isEqualTo("original");
            assertThat(letter.since()).isBetween(before, Instant.now());
            assertThat(letter.attributes())
                    .containsEntry("afterdelete-sent-at", "2026-01-31T08:30:00.123Z")
                    .containsEntry("afterdelete-first-received-at", "2026-01-31T08:30:05.123Z");
        });
    }

    @Test
    void aBodyThatIsNoUtf8IsKeptByteForByte() {
        var body = new byte[] {'{', (byte) 0xE2, (byte) 0x82, '}', (byte) 0x80};
        var delivery = new Delivery("original", BodyText.of(body), 1, Delivery.Times.UNKNOWN, Approval.NONE);
        try (var queue = rabbit.deadLetterQueue()) {
            queue.send(List.of(new DeadLetter(delivery, Fault.of(FaultCode.MALFORMED_JSON))));
        }
        var kept = server.ask(channel -> channel.basicGet(new RabbitMqTopology(name).deadLetters(), false));
        assertThat(kept.getBody()).isEqualTo(body);
    }

    @Test
    void whoeverDiesWithLettersInHandHasLostNone() throws InterruptedException {
        bury("{\"id\":1}", Map.of());
        try (var dying = rabbit.deadLetters()) {
            assertThat(dying.take(A_MINUTE)).hasSize(1);
            assertThat(letters.take(A_MINUTE)).isEmpty();
        }
        assertThat(takeSoon()).hasSize(1);
    }

    /** RabbitMQ takes a moment to notice that somebody is gone. */
    private List<BuriedLetter> takeSoon() throws InterruptedException {
        var taken = letters.take(A_MINUTE);
        for (var looks = 0; looks < 50 && taken.isEmpty(); looks++) {
            passTime(Duration.ofMillis(100));
            taken = letters.take(A_MINUTE);
        }
        return taken;
    }

    @Test
    void aConnectionThatBreaksGivesBackWhatWasTaken() throws InterruptedException {
        bury("{\"id\":1}", Map.of());
        var taken = letters.take(A_MINUTE);
        server.control("close_all_connections", "test");
        assertThat(letters.remove(taken).getFirst().orElseThrow().code()).isEqualTo(FaultCode.QUEUE_UNAVAILABLE);
        assertThat(takeSoon()).hasSize(1);
    }

    @Test
    void aQueueThatIsNotThereIsSaidToBeSo() {
        try (var missing = server.on(name + "-of-nobody").deadLetters()) {
            assertThatThrownBy(missing::census)
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("QUEUE_UNAVAILABLE");
            assertThatThrownBy(() -> missing.take(A_MINUTE)).isInstanceOf(FaultException.class);
            assertThat(missing.giveBack(List.of("a", "b"))).isEqualTo(2);
        }
    }
}
