package dev.afterdelete.aws;

import dev.afterdelete.event.DeadLetter;
import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.fault.Fault;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The {@link DeadLetterQueue} port on SQS. */
public final class SqsDeadLetterQueue implements DeadLetterQueue {
    /** A reason is for a person, who has read enough by then. */
    private static final int MAX_REASON_LENGTH = 1_000;

    /** What SQS takes as a body; an empty one it does not. */
    private static final String EMPTY_BODY = " ";

    private final SqsBatch batch;
    private final InstantSource clock;

    /** Keeps letters on the queue at {@code queueUrl}; {@code clock} says when they were refused. */
    public SqsDeadLetterQueue(URI queueUrl, InstantSource clock) {
        this.batch = new SqsBatch(queueUrl);
        this.clock = clock;
    }

    @Override
    public List<Optional<Fault>> send(List<DeadLetter> letters) {
        var now = clock.instant();
        return batch.send(letters.stream().map(letter -> entry(letter, now)).toList());
    }

    /**
     * With all attributes, or as many as there is room for beside a body that fills its message nearly to the limit.
     */
    static SendMessageBatchRequestEntry entry(DeadLetter letter, Instant refused) {
        var all = attributes(letter, refused);
        var withoutReason = new HashMap<>(all);
        withoutReason.put(REASON_ATTRIBUTE, "-");
        var onlyCode = Map.of(CODE_ATTRIBUTE, letter.fault().code().name());
        return Stream.of(all, withoutReason, onlyCode)
                .map(attributes -> entry(letter.delivery(), attributes))
                .filter(entry -> SqsBatch.sizeOf(entry) <= SqsBatch.MAX_BYTES)
                .findFirst()
                .orElseGet(() -> entry(letter.delivery(), Map.of()));
    }

    private static Map<String, String> attributes(DeadLetter letter, Instant refused) {
        var delivery = letter.delivery();
        var attributes = new HashMap<String, String>();
        attributes.put(CODE_ATTRIBUTE, letter.fault().code().name());
        attributes.put(REASON_ATTRIBUTE, SqsAttributes.cut(letter.fault().reason(), MAX_REASON_LENGTH));
        attributes.put(MESSAGE_ID_ATTRIBUTE, delivery.id());
        attributes.put(REFUSED_AT_ATTRIBUTE, text(refused));
        delivery.times().sent().ifPresent(time -> attributes.put(SENT_AT_ATTRIBUTE, text(time)));
        delivery.times().firstReceived().ifPresent(time -> attributes.put(FIRST_RECEIVED_AT_ATTRIBUTE, text(time)));
        return attributes;
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static SendMessageBatchRequestEntry entry(Delivery delivery, Map<String, String> attributes) {
        var body = delivery.body();
        return SendMessageBatchRequestEntry.builder()
                .messageBody(body.isEmpty() ? EMPTY_BODY : body)
                .messageAttributes(SqsAttributes.of(attributes))
                .build();
    }
}
