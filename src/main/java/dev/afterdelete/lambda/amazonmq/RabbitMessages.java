package dev.afterdelete.lambda.amazonmq;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.BasicProperties;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;
import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.body.BodyText;
import dev.afterdelete.event.body.MessageName;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Messages of Amazon MQ's event source as deliveries. */
final class RabbitMessages {
    /** How often it was delivered before it rested. */
    private static final String RESTED = "afterdelete-deliveries";

    /** How often a quorum queue has handed it over before, and how many of these deliveries failed. */
    private static final String ACQUIRED = "x-acquired-count";

    private static final String DELIVERED = "x-delivery-count";

    /** As Amazon MQ writes a time, which is one of UTC. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    private RabbitMessages() {}

    /** The delivery; its name is none of {@code taken}. */
    static Delivery delivery(RabbitMessage message, Set<String> taken) {
        var properties = Objects.requireNonNullElseGet(message.getBasicProperties(), BasicProperties::new);
        var headers = Objects.requireNonNullElse(properties.getHeaders(), Map.<String, Object>of());
        var body = body(message.getData());
        var name = MessageName.of(properties.getMessageId(), body);
        var free = name;
        for (var number = 2; taken.contains(free); number++) {
            free = "%s#%d".formatted(name, number);
        }
        var received = Optional.ofNullable(text(headers.get(DeadLetterQueue.FIRST_RECEIVED_AT_ATTRIBUTE)));
        return new Delivery(
                free,
                body,
                deliveries(headers),
                new Delivery.Times(
                        Optional.ofNullable(properties.getTimestamp()).flatMap(RabbitMessages::time),
                        received.flatMap(time -> parsed(() -> Instant.parse(time)))),
                Approval.of(Optional.ofNullable(text(headers.get(DeadLetterQueue.APPROVED_ATTRIBUTE)))));
    }

    private static Optional<Instant> time(String text) {
        var plain = text.replace('\u202f', ' '); // newer Javas put this narrow space before AM and PM
        return parsed(() -> TIME.parse(plain, Instant::from));
    }

    /** What is no time says nothing. */
    private static Optional<Instant> parsed(Supplier<Instant> time) {
        try {
            return Optional.of(time.get());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** What is no Base64 is what was sent, so that whoever reads it refuses it. */
    private static String body(@Nullable String data) {
        try {
            return data == null ? "" : BodyText.of(Base64.getDecoder().decode(data));
        } catch (IllegalArgumentException notEncoded) {
            return Objects.requireNonNull(data);
        }
    }

    /** What RabbitMQ counts is that of the deliveries that failed where it also counts all of them. */
    private static int deliveries(Map<String, Object> headers) {
        var here = headers.get(ACQUIRED) instanceof Number ? number(headers, DELIVERED) : 0;
        return number(headers, RESTED) + here + 1;
    }

    private static int number(Map<String, Object> headers, String name) {
        return headers.get(name) instanceof Number count ? Math.clamp(count.longValue(), 0, 1_000_000) : 0;
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
