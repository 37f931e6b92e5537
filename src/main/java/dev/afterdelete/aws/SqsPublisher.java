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
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The {@link Publisher} port on SQS. The tenant becomes the message group, by which a standard queue is fair. */
public final class SqsPublisher implements Publisher {
    private final SqsBatch batch;
    private final Approval approval;

    /** Sends to the queue at {@code queueUrl}. */
    public SqsPublisher(URI queueUrl) {
        this(queueUrl, Approval.NONE);
    }

    private SqsPublisher(URI queueUrl, Approval approval) {
        this.batch = new SqsBatch(queueUrl);
        this.approval = approval;
    }

    /** Sends to the queue at {@code queueUrl} what a person let through once. */
    public static SqsPublisher approving(URI queueUrl) {
        return new SqsPublisher(queueUrl, Approval.GIVEN);
    }

    @Override
    public List<Optional<Fault>> publish(List<OutgoingMessage> messages) {
        return batch.send(messages.stream().map(this::entry).toList());
    }

    private SendMessageBatchRequestEntry entry(OutgoingMessage message) {
        var attributes = approval.attribute()
                .or(() -> message.approval().attribute())
                .map(value -> Map.of(APPROVED_ATTRIBUTE, value))
                .orElseGet(Map::of);
        return SendMessageBatchRequestEntry.builder()
                .messageBody(message.body())
                .messageGroupId(message.tenant().orElse(null))
                .messageAttributes(SqsAttributes.of(attributes))
                .build();
    }
}
