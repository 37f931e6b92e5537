package dev.afterdelete.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import dev.afterdelete.event.DeadLetterQueue;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The headers of a message, and what else goes beside its body. */
final class RabbitMqHeaders {
    /** How often a message was delivered before it rested. */
    static final String DELIVERIES = "afterdelete-deliveries";

    /** How often a quorum queue has handed the message over before. */
    private static final String ACQUIRED = "x-acquired-count";

    private static final String DELIVERED = "x-delivery-count";
    private static final int PERSISTENT = 2;

    /** All headers have to fit into one frame, of 128 KiB by default. */
    private static final int MOST_BYTES_TO_CARRY = 64 * 1_024;

    private static final Set<String> READ =
            Set.of(DELIVERIES, DeadLetterQueue.APPROVED_ATTRIBUTE, DeadLetterQueue.FIRST_RECEIVED_AT_ATTRIBUTE);

    private final Map<String, Object> headers;

    private RabbitMqHeaders(Map<String, Object> headers) {
        this.headers = headers;
    }

    static RabbitMqHeaders of(BasicProperties properties) {
        return new RabbitMqHeaders(Objects.requireNonNullElse(properties.getHeaders(), Map.of()));
    }

    /** The properties of a message that outlives a restart. */
    static BasicProperties persistent(String messageId, Instant sent, Map<String, Object> headers) {
        return new BasicProperties.Builder()
                .deliveryMode(PERSISTENT)
                .contentType("application/json")
                .messageId(messageId)
                .timestamp(Date.from(sent))
                .headers(headers)
                .build();
    }

    /** The texts among them. */
    Map<String, String> texts() {
        var texts = new HashMap<String, String>();
        headers.forEach((name, value) -> {
            if (value instanceof LongString || value instanceof String) {
                texts.put(name, value.toString());
            }
        });
        return texts;
    }

    /**
     * How often the message has been delivered, this time included. A delivery that was given back does not count. What
     * RabbitMQ counts is that of the deliveries that failed where it also counts all of them; older ones mix the two.
     *
     * @see <a href="https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling">RabbitMQ: poison messages</a>
     */
    int deliveries() {
        var here = number(ACQUIRED).flatMap(_ -> number(DELIVERED)).orElse(0);
        return number(DELIVERIES).orElse(0) + here + 1;
    }

    /**
     * Those that its sender gave it; what RabbitMQ added is left out, and so is what leaves no room for more beside it,
     * but for what Afterdelete reads.
     */
    Map<String, Object> ofTheSender() {
        var own = new HashMap<>(headers);
        own.keySet().removeIf(name -> name.startsWith("x-"));
        if (isCrowded(own)) {
            own.keySet().retainAll(READ);
        }
        if (isCrowded(own)) { // by an approval of a size that is none
            own.clear();
        }
        return own;
    }

    private static boolean isCrowded(Map<String, Object> some) {
        try {
            var written = new BasicProperties.Builder().headers(some).build();
            return written.toFrame(0, 0).size() > MOST_BYTES_TO_CARRY;
        } catch (IOException | IllegalArgumentException unwritable) {
            return true;
        }
    }

    private Optional<Integer> number(String name) {
        return headers.get(name) instanceof Number count
                ? Optional.of(Math.clamp(count.longValue(), 0, 1_000_000))
                : Optional.empty();
    }
}
