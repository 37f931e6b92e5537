package dev.afterdelete.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.afterdelete.aws.SqsSource;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.SqsClients;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

@OnEveryServer
@NotOnVitess("it is about the queue")
class SqsSourceIT extends MessageSourceContract {
    private static final Duration HELD = Duration.ofSeconds(2);

    private final QueuePair queues;
    private final MessageSource source;

    SqsSourceIT(SqsClient sqs) {
        this.queues = QueuePair.createFresh(sqs, HELD, 100);
        this.source = sourceOf(queues.url());
    }

    @Override
    MessageSource source() {
        return source;
    }

    @Test
    void itHoldsMessagesForTheVisibilityTimeoutOfItsQueue() {
        assertThat(source.heldFor()).isEqualTo(HELD);
    }

    @Test
    void aQueueThatIsNotThereIsSaidAtOnce() {
        assertThatExceptionOfType(FaultException.class)
                .isThrownBy(() -> sourceOf(queues.url() + "-of-nobody").heldFor())
                .withMessageContaining("INVALID_CONFIGURATION")
                .withMessageContaining("AFTERDELETE_QUEUE_URL");
    }

    @Override
    void send(int messages) {
        for (var number = 0; number < messages; number++) {
            queues.send("{\"id\":%d}".formatted(number));
        }
    }

    @Override
    void letHeldTimePass() {
        try {
            Thread.sleep(HELD.plusMillis(500));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SqsSource sourceOf(String url) {
        SqsClients.letThisProcessUse(SqsClients.environment());
        return new SqsSource(URI.create(url));
    }
}
