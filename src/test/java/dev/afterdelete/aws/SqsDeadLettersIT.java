package dev.afterdelete.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.event.DeadLetter;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.SqsClients;
import dev.afterdelete.redrive.BuriedLetter;
import dev.afterdelete.redrive.DeadLetters;
import dev.afterdelete.redrive.DeadLettersContract;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

@OnEveryServer
@NotOnVitess("it is about the queue")
class SqsDeadLettersIT extends DeadLettersContract {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final QueuePair queues;
    private final SqsDeadLetters letters;

    SqsDeadLettersIT(SqsClient sqs) {
        System.setProperty("aws.region", SqsClients.environment().get("AWS_REGION"));
        System.setProperty("aws.accessKeyId", SqsClients.environment().get("AWS_ACCESS_KEY_ID"));
        System.setProperty("aws.secretAccessKey", SqsClients.environment().get("AWS_SECRET_ACCESS_KEY"));
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.letters = new SqsDeadLetters(URI.create(queues.deadLetterUrl()));
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
        var values = new HashMap<String, MessageAttributeValue>();
        attributes.forEach((name, text) -> values.put(
                name,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(text)
                        .build()));
        queues.sqs()
                .sendMessage(message -> message.queueUrl(queues.deadLetterUrl())
                        .messageBody(body)
                        .messageAttributes(values));
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
        var refused = sent.plusSeconds(60);
        var delivery = new Delivery(
                "original",
                "",
                3,
                new Delivery.Times(Optional.of(sent), Optional.of(sent.plusSeconds(5))),
                Envelope.Approval.NONE);
        var reason = "no \u0000 such \uffff thing \ud83c " + "🍲".repeat(600);
        InstantSource clock = InstantSource.fixed(refused);
        assertThat(new SqsDeadLetterQueue(URI.create(queues.deadLetterUrl()), clock)
                        .send(List.of(new DeadLetter(delivery, new Fault(FaultCode.UNKNOWN_TABLE, reason)))))
                .containsExactly(Optional.empty());

        assertThat(letters.take(A_MINUTE)).singleElement().satisfies(letter -> {
            assertThat(letter.code()).isEqualTo("UNKNOWN_TABLE");
            assertThat(letter.reason().orElseThrow())
                    .startsWith("no \ufffd such \ufffd thing \ufffd 🍲🍲")
                    .endsWith("🍲…")
                    .hasSizeLessThanOrEqualTo(1_001);
            assertThat(letter.originalId()).isEqualTo("original");
            assertThat(letter.since()).isEqualTo(refused);
            assertThat(letter.attributes())
                    .containsEntry("afterdelete-sent-at", "2026-01-31T08:30:00.123Z")
                    .containsEntry("afterdelete-first-received-at", "2026-01-31T08:30:05.123Z")
                    .containsEntry("afterdelete-refused-at", "2026-01-31T08:31:00.123Z")
                    .hasSizeLessThanOrEqualTo(10);
        });
    }

    @Test
    void aQueueThatIsNotThereIsSaidToBeSo() {
        try (var missing = new SqsDeadLetters(URI.create(queues.deadLetterUrl() + "-missing"))) {
            assertThatThrownBy(missing::census)
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("QUEUE_UNAVAILABLE");
            assertThatThrownBy(() -> missing.take(A_MINUTE)).isInstanceOf(FaultException.class);
            assertThat(missing.giveBack(List.of("a", "b"))).isEqualTo(2);
            assertThat(missing.remove(List.of(new BuriedLetter("a", "a", "{}", Map.of(), Instant.EPOCH))))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.orElseThrow().code()).isEqualTo(FaultCode.QUEUE_UNAVAILABLE));
        }
    }
}
