package dev.afterdelete.aws;

import static dev.afterdelete.event.DeadLetterQueue.APPROVED_ATTRIBUTE;

import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.fault.Fault;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The {@link Publisher} port on SQS. The tenant becomes the message group, by which a standard queue is fair. */
public final class SqsPublisher implements Publisher {
    private final SqsBatch batch;

    /** Sends to the queue at {@code queueUrl}. */
    public SqsPublisher(URI queueUrl) {
        this.batch = new SqsBatch(queueUrl);
    }

    @Override
    public List<Optional<Fault>> publish(List<OutgoingMessage> messages) {
        return batch.send(messages.stream().map(SqsPublisher::entry).toList());
    }

    private static SendMessageBatchRequestEntry entry(OutgoingMessage message) {
        return SendMessageBatchRequestEntry.builder()
                .messageBody(message.body())
                .messageGroupId(message.tenant().orElse(null))
                .messageAttributes(attributes(message.approval()))
                .build();
    }

    private static Map<String, MessageAttributeValue> attributes(Approval approval) {
        return approval.attribute()
                .map(value -> Map.of(
                        APPROVED_ATTRIBUTE,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(value)
                                .build()))
                .orElseGet(Map::of);
    }
}
