package dev.afterdelete.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.DeadLetter;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Delivery.Times;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class SqsDeadLetterQueueTest {
    private static final Instant SENT = Instant.parse("2026-01-31T08:30:00Z");
    private static final Instant RECEIVED = Instant.parse("2026-01-31T08:30:01.25Z");
    private static final Instant REFUSED = Instant.parse("2026-01-31T08:30:02.123456Z");

    @Test
    void aLetterSaysWhyAndWhen() {
        var entry = entry("{}", "why");
        assertThat(text(entry, "afterdelete-code")).isEqualTo("ZERO_KEY");
        assertThat(text(entry, "afterdelete-reason")).isEqualTo("why");
        assertThat(text(entry, "afterdelete-message-id")).isEqualTo("original");
        assertThat(text(entry, "afterdelete-sent-at")).isEqualTo("2026-01-31T08:30:00Z");
        assertThat(text(entry, "afterdelete-first-received-at")).isEqualTo("2026-01-31T08:30:01.250Z");
        assertThat(text(entry, "afterdelete-refused-at")).isEqualTo("2026-01-31T08:30:02.123Z");
        assertThat(entry.messageAttributes()).hasSize(6);
    }

    @Test
    void timesThatNobodyToldAreLeftOut() {
        var letter = new DeadLetter(new Delivery("original", "{}", 1), Fault.of(FaultCode.ZERO_KEY));
        assertThat(SqsDeadLetterQueue.entry(letter, REFUSED).messageAttributes())
                .containsOnlyKeys(
                        "afterdelete-code", "afterdelete-reason", "afterdelete-message-id", "afterdelete-refused-at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0001b", "x\u001f", "\ufffe", "\uffff", "\ud800", "a\udc00b", "\ud83c \udf72"})
    void whatSqsDoesNotAcceptIsReplaced(String reason) {
        var sent = text(entry("{}", reason), "afterdelete-reason");
        assertThat(sent).contains("\ufffd").hasSameSizeAs(reason);
        assertThat(sent.codePoints())
                .allMatch(character -> character == 0xFFFD || character == ' ' || Character.isLetter(character));
    }

    @Test
    void whatSqsAcceptsStays() {
        var reason = "\t\r\n ü € 🍲 \ue000 \ufffd \ud7ff";
        assertThat(text(entry("{}", reason), "afterdelete-reason")).isEqualTo(reason);
    }

    @Test
    void aLongReasonIsCutBetweenCharacters() {
        for (var shift = 0; shift < 2; shift++) {
            var sent = text(entry("{}", "x".repeat(shift) + "🍲".repeat(2_000)), "afterdelete-reason");
            assertThat(sent).endsWith("🍲…").doesNotContain("\ufffd").hasSizeBetween(999, 1_001);
        }
    }

    @Test
    void aBodyThatLeavesLittleRoomTravelsWithWhatFits() {
        var reason = "r".repeat(900);
        var roomForAll = entry("x".repeat(SqsBatch.MAX_BYTES - 1_500), reason);
        assertThat(text(roomForAll, "afterdelete-reason")).isEqualTo(reason);
        var roomForNoReason = entry("x".repeat(SqsBatch.MAX_BYTES - 800), reason);
        assertThat(text(roomForNoReason, "afterdelete-reason")).isEqualTo("-");
        assertThat(roomForNoReason.messageAttributes()).hasSize(6);
        assertThat(entry("x".repeat(SqsBatch.MAX_BYTES - 40), reason).messageAttributes())
                .containsOnlyKeys("afterdelete-code");
        var roomForNothing = entry("ü".repeat(SqsBatch.MAX_BYTES / 2), reason);
        assertThat(roomForNothing.messageAttributes()).isEmpty();
        assertThat(SqsBatch.sizeOf(roomForNothing)).isEqualTo(SqsBatch.MAX_BYTES);
    }

    @Test
    void anEmptyBodyIsOneThatSqsTakes() {
        assertThat(entry("", "why").messageBody()).isEqualTo(" ");
    }

    private static SendMessageBatchRequestEntry entry(String body, String reason) {
        var times = new Times(Optional.of(SENT), Optional.of(RECEIVED));
        var delivery = new Delivery("original", body, 1, times, Approval.NONE);
        return SqsDeadLetterQueue.entry(new DeadLetter(delivery, new Fault(FaultCode.ZERO_KEY, reason)), REFUSED);
    }

    private static String text(SendMessageBatchRequestEntry entry, String attribute) {
        return Objects.requireNonNull(entry.messageAttributes().get(attribute)).stringValue();
    }
}
