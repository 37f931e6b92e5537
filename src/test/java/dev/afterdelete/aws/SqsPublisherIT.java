package dev.afterdelete.aws;

import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.event.PublisherContract;
import dev.afterdelete.local.NotOnVitess;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.SqsClients;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

@OnEveryServer
@NotOnVitess("it is about the queue")
class SqsPublisherIT extends PublisherContract {
    private final QueuePair queues;
    private final Publisher publisher;

    SqsPublisherIT(SqsClient sqs) {
        SqsClients.letThisProcessUse(SqsClients.environment());
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.publisher = new SqsPublisher(URI.create(queues.url()));
    }

    @Override
    protected Publisher publisher() {
        return publisher;
    }

    @Override
    protected Publisher publisherToNowhere() {
        return new SqsPublisher(URI.create(queues.url() + "-of-nobody"));
    }

    @Override
    protected Map<String, Approval> takeAll() {
        var all = new HashMap<String, Approval>();
        for (var some = receive(); !some.isEmpty(); some = receive()) {
            some.forEach(message -> all.put(message.body(), approval(message)));
        }
        return all;
    }

    private List<Message> receive() {
        return queues.sqs()
                .receiveMessage(request -> request.queueUrl(queues.url())
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(1)
                        .messageAttributeNames("All"))
                .messages();
    }

    private static Approval approval(Message message) {
        return Approval.of(Optional.ofNullable(message.messageAttributes().get(DeadLetterQueue.APPROVED_ATTRIBUTE))
                .map(MessageAttributeValue::stringValue));
    }
}
