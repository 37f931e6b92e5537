package dev.afterdelete.lambda.amazonmq;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.BasicProperties;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;
import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Envelope.Approval;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages of Amazon MQ's event source as deliveries. */
final class RabbitMessages {
    /** How often a quorum queue has handed the message over before. */
    private static final List<String> COUNTS = List.of("x-acquired-count", "x-delivery-count");

    private RabbitMessages() {}

    /** The delivery; its name is unique in the batch, where it is at {@code place}. */
    static Delivery delivery(RabbitMessage message, int place) {
        var properties = Objects.requireNonNullElseGet(message.getBasicProperties(), BasicProperties::new);
        var headers = Objects.requireNonNullElse(properties.getHeaders(), Map.<String, Object>of());
        return new Delivery(
                "%s#%d".formatted(Objects.requireNonNullElse(properties.getMessageId(), "unnamed"), place),
                body(message.getData()),
                deliveries(headers, message.getRedelivered()),
                Delivery.Times.UNKNOWN,
                Approval.of(Optional.ofNullable(text(headers.get(DeadLetterQueue.APPROVED_ATTRIBUTE)))));
    }

    /** What is no Base64 is what was sent, so that whoever reads it refuses it. */
    private static String body(@Nullable String data) {
        try {
            return data == null ? "" : new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return Objects.requireNonNull(data);
        }
    }

    private static int deliveries(Map<String, Object> headers, boolean redelivered) {
        for (var name : COUNTS) {
            if (headers.get(name) instanceof Number count) {
                return Math.clamp(count.longValue(), 0, 1_000_000) + 1;
            }
        }
        return redelivered ? 2 : 1;
    }

    /** Amazon MQ writes a text as an object of its bytes, which are numbers from -128 to 127. */
    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof Map<?, ?> wrapped && wrapped.get("bytes") instanceof List<?> numbers) {
            var bytes = new byte[numbers.size()];
            for (var place = 0; place < bytes.length; place++) {
                bytes[place] = numbers.get(place) instanceof Number number ? number.byteValue() : 0;
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return value instanceof String text ? text : null;
    }
}
