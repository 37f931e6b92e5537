package dev.afterdelete.lambda.amazonmq;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;
import dev.afterdelete.Afterdelete;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.lambda.EventSerializer;
import dev.afterdelete.lambda.start.Start;
import dev.afterdelete.serve.BatchConsumer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Consumes a queue of Amazon MQ for RabbitMQ: one batch an invocation. What failed rests on RabbitMQ, as with a worker.
 * There is no partial batch response, so a batch of which anything can neither end nor rest fails as a whole and comes
 * again as a whole, at once: what ended before finds nothing left to do, and what was refused is a dead letter once
 * more.
 */
public final class RabbitMqCleanupHandler implements RequestHandler<RabbitMQEvent, String> {
    private final Afterdelete afterdelete;
    private final BatchConsumer consumer;

    /** The handler as environment variables describe it. */
    public RabbitMqCleanupHandler() {
        this(Start.from(System.getenv(), new EventSerializer()));
    }

    /** The handler of a system that is already put together. */
    public RabbitMqCleanupHandler(Afterdelete afterdelete) {
        this.afterdelete = afterdelete;
        this.consumer = afterdelete.consumer();
    }

    /**
     * Carries out a batch.
     *
     * @return how many messages ended
     * @throws BatchFailedException when a message has to come again
     */
    @Override
    public String handleRequest(RabbitMQEvent event, Context context) {
        try {
            var remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
            return ended(consumer.consume(deliveries(event), afterdelete.budget(remaining)));
        } finally {
            afterdelete.endInvocation(context.getFunctionName());
        }
    }

    /** What failed rests first. */
    private String ended(SequencedMap<Delivery, Outcome> outcomes) {
        var failed = outcomes.entrySet().stream()
                .filter(ended -> !ended.getValue().mayBeForgotten())
                .map(Map.Entry::getKey)
                .toList();
        if (failed.isEmpty()) {
            return "%d messages ended".formatted(outcomes.size());
        }
        var unrested =
                afterdelete.rest(failed).stream().filter(Optional::isPresent).count();
        if (unrested > 0) {
            throw new BatchFailedException(unrested, outcomes.size());
        }
        return "%d messages ended, %d failed and come again".formatted(outcomes.size() - failed.size(), failed.size());
    }

    private static List<Delivery> deliveries(RabbitMQEvent event) {
        var byQueue = Objects.requireNonNullElse(event.getRmqMessagesByQueue(), Map.<String, List<RabbitMessage>>of());
        var deliveries = new LinkedHashMap<String, Delivery>();
        for (var messages : byQueue.values()) {
            for (var message : messages) {
                var delivery = RabbitMessages.delivery(message, deliveries.keySet());
                deliveries.put(delivery.id(), delivery);
            }
        }
        return List.copyOf(deliveries.values());
    }
}
