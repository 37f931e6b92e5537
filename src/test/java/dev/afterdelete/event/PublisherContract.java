package dev.afterdelete.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.fault.FaultCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What everybody who sends relies on, of every queue. */
public abstract class PublisherContract {
    /** A publisher to a queue that nobody else uses. */
    protected abstract Publisher publisher();

    /** A publisher to a queue that is not there. */
    protected abstract Publisher publisherToNowhere();

    /** Takes everything off the queue: the body of each message, and whether it says that it is approved. */
    protected abstract Map<String, Approval> takeAll();

    @Test
    void whatIsSaidToBeSentIsInTheQueue() {
        var messages = IntStream.range(0, 25)
                .mapToObj(number -> message("{\"id\":%d}".formatted(number)))
                .toList();
        assertThat(publisher().publish(messages)).hasSize(25).containsOnly(Optional.empty());
        assertThat(takeAll().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        messages.stream().map(OutgoingMessage::body).toList());
    }

    @Test
    void bodyAndApprovalArriveAsTheyWere() {
        var plain = message("{\"id\":\"ü 🍲 \\\"\"}");
        var approved = new OutgoingMessage("{\"id\":2}", Optional.of("tenant-1"), Approval.GIVEN);
        assertThat(publisher().publish(List.of(plain, approved))).containsOnly(Optional.empty());
        assertThat(takeAll()).isEqualTo(Map.of(plain.body(), Approval.NONE, approved.body(), Approval.GIVEN));
    }

    @Test
    void nothingIsSentWhereNothingIsToBeSent() {
        assertThat(publisher().publish(List.of())).isEmpty();
        assertThat(takeAll()).isEmpty();
    }

    @Test
    void aMessageThatNoQueueTakesIsSaidNotToBeSent() {
        assertThat(publisherToNowhere().publish(List.of(message("{\"id\":1}"), message("{\"id\":2}"))))
                .hasSize(2)
                .allSatisfy(fault -> assertThat(fault.orElseThrow().code()).isEqualTo(FaultCode.SEND_FAILED));
    }

    @Test
    void whatWasSentBeforeAFailureAndAfterItIsInTheQueue() {
        assertThat(publisher().publish(List.of(message("{\"id\":1}")))).containsOnly(Optional.empty());
        assertThat(publisherToNowhere().publish(List.of(message("{\"id\":2}")))).doesNotContain(Optional.empty());
        assertThat(publisher().publish(List.of(message("{\"id\":3}")))).containsOnly(Optional.empty());
        assertThat(takeAll().keySet()).containsExactlyInAnyOrder("{\"id\":1}", "{\"id\":3}");
    }

    private static OutgoingMessage message(String body) {
        return new OutgoingMessage(body, Optional.empty());
    }
}
