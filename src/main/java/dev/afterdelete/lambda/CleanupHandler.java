package dev.afterdelete.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.afterdelete.Afterdelete;
import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Delivery.Times;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.lambda.start.Start;
import dev.afterdelete.serve.BatchConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/** Consumes the queue: one batch an invocation, with a partial batch response. */
public final class CleanupHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Afterdelete afterdelete;
    private final BatchConsumer consumer;

    /** The handler as environment variables describe it. */
    public CleanupHandler() {
        this(Start.from(System.getenv(), new EventSerializer()));
    }

    /** The handler of a system that is already put together. */
    public CleanupHandler(Afterdelete afterdelete) {
        this.afterdelete = afterdelete;
        this.consumer = afterdelete.consumer();
    }

    /**
     * Carries out a batch.
     *
     * @return the messages that SQS has to deliver again
     */
    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        try {
            var deliveries = Objects.requireNonNullElse(event.getRecords(), List.<SQSMessage>of()).stream()
                    .map(CleanupHandler::delivery)
                    .toList();
            var remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
            return response(consumer.consume(deliveries, afterdelete.budget(remaining)));
        } finally {
            afterdelete.endInvocation(context.getFunctionName());
        }
    }

    private static Delivery delivery(SQSMessage message) {
        var attributes = Objects.requireNonNullElse(message.getAttributes(), Map.<String, String>of());
        return new Delivery(
                message.getMessageId(),
                Objects.requireNonNullElse(message.getBody(), ""),
                Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1")),
                new Times(time(attributes, "SentTimestamp"), time(attributes, "ApproximateFirstReceiveTimestamp")),
                approval(message));
    }

    private static Approval approval(SQSMessage message) {
        var attributes = Objects.requireNonNullElse(message.getMessageAttributes(), Map.<String, MessageAttribute>of());
        return Approval.of(Optional.ofNullable(attributes.get(DeadLetterQueue.APPROVED_ATTRIBUTE))
                .map(MessageAttribute::getStringValue));
    }

    /** Empty where it is missing, or none: no message is lost for the want of a time. */
    private static Optional<Instant> time(Map<String, String> attributes, String name) {
        return Optional.ofNullable(attributes.get(name))
                .filter(text -> text.matches("[0-9]{1,15}"))
                .map(Long::parseLong)
                .map(Instant::ofEpochMilli);
    }

    private static SQSBatchResponse response(SequencedMap<Delivery, Outcome> outcomes) {
        return new SQSBatchResponse(outcomes.entrySet().stream()
                .filter(ended -> !ended.getValue().mayBeForgotten())
                .map(ended -> new BatchItemFailure(ended.getKey().id()))
                .toList());
    }
}
