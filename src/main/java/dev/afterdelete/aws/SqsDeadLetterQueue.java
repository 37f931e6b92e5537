package dev.afterdelete.aws;

import dev.afterdelete.event.DeadLetter;
import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.fault.Fault;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The {@link DeadLetterQueue} port on SQS. */
public final class SqsDeadLetterQueue implements DeadLetterQueue {
    /** A reason is for a person. Where a body fills its message nearly to the limit there is no room for it at all. */
    private static final int MAX_REASON_LENGTH = 1_000;

    /** What SQS takes as a body; an empty one it does not. */
    private static final String EMPTY_BODY = " ";

    private final SqsBatch batch;

    /** Keeps letters on the queue at {@code queueUrl}. */
    public SqsDeadLetterQueue(URI queueUrl) {
        this.batch = new SqsBatch(queueUrl);
    }

    @Override
    public List<Optional<Fault>> send(List<DeadLetter> letters) {
        return batch.send(letters.stream().map(SqsDeadLetterQueue::entry).toList());
    }

    private static SendMessageBatchRequestEntry entry(DeadLetter letter) {
        var whole = entry(letter, cut(letter.fault().reason(), MAX_REASON_LENGTH));
        return SqsBatch.sizeOf(whole) <= SqsBatch.MAX_BYTES ? whole : entry(letter, "-");
    }

    private static SendMessageBatchRequestEntry entry(DeadLetter letter, String reason) {
        var body = letter.delivery().body();
        return SendMessageBatchRequestEntry.builder()
                .messageBody(body.isEmpty() ? EMPTY_BODY : body)
                .messageAttributes(Map.of(
                        CODE_ATTRIBUTE, text(letter.fault().code().name()),
                        REASON_ATTRIBUTE, text(reason),
                        MESSAGE_ID_ATTRIBUTE, text(letter.delivery().id())))
                .build();
    }

    private static String cut(String reason, int length) {
        return reason.length() <= length ? reason : reason.substring(0, length) + "…";
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
