package dev.afterdelete.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.afterdelete.event.DeadLetterQueue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RabbitMqHeadersTest {
    private static final String LONG = "a".repeat(100_000);

    @Test
    void aCopyCarriesWhatItsSenderGave() {
        assertThat(sender(Map.of("trace", "t-1", "x-acquired-count", 2L))).isEqualTo(Map.of("trace", "t-1"));
    }

    @Test
    void whatLeavesNoRoomForMoreIsLeftOutAndAnApprovalIsKept() {
        var headers = Map.<String, Object>of("trace", LONG, DeadLetterQueue.APPROVED_ATTRIBUTE, "true");
        assertThat(sender(headers)).containsOnlyKeys(DeadLetterQueue.APPROVED_ATTRIBUTE);
    }

    @Test
    void anApprovalOfASizeThatIsNoneIsLeftOutToo() {
        assertThat(sender(Map.of(DeadLetterQueue.APPROVED_ATTRIBUTE, LONG))).isEmpty();
    }

    private static Map<String, Object> sender(Map<String, Object> headers) {
        return RabbitMqHeaders.of(new BasicProperties.Builder().headers(headers).build())
                .ofTheSender();
    }
}
