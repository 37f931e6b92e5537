package dev.afterdelete.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

class EmbeddedQueueIT {
    @Test
    void restartedItIsEmptyAndListensWhereItDid() {
        try (var server = EmbeddedQueue.start();
                var sqs = SqsClients.of(server.endpoint())) {
            var queues = QueuePair.create(sqs, "cascades", Duration.ofSeconds(30), 3);
            queues.send("lost");
            server.stop();
            server.stop();
            assertThatThrownBy(queues::messages).isInstanceOf(SdkException.class);
            server.restart();
            assertThat(sqs.listQueues().queueUrls()).isEmpty();
            assertThat(QueuePair.create(sqs, "cascades", Duration.ofSeconds(30), 3))
                    .isEqualTo(queues);
            assertThat(queues.messages()).isZero();
        }
    }
}
