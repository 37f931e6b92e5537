package dev.afterdelete.rabbit.letter;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.afterdelete.event.body.MessageName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is the same of a letter each time it is looked at. RabbitMQ's own counts are not. */
public final class Fingerprint {
    private static final int DIGITS = 16;
    private static final String DEATHS = "x-death";

    private Fingerprint() {}

    /** Hexadecimal digits that only letters share of which nothing but their number tells them apart. */
    static String of(BasicProperties properties, byte[] body) {
        var all = new ByteArrayOutputStream();
        var headers = new TreeMap<>(Objects.requireNonNullElse(properties.getHeaders(), Map.of()));
        headers.keySet().removeIf(name -> name.startsWith("x-"));
        Stream.of(
                        String.valueOf(properties.getMessageId()),
                        String.valueOf(properties.getTimestamp()),
                        text(headers),
                        String.valueOf(died(properties)))
                .forEach(part -> {
                    all.writeBytes(part.getBytes(StandardCharsets.UTF_8));
                    all.write(0);
                });
        all.writeBytes(body);
        return MessageName.digest(all.toByteArray()).substring(0, DIGITS);
    }

    /** When RabbitMQ itself moved the letter to where it is; empty where it did not. */
    public static Optional<Instant> died(BasicProperties properties) {
        var headers = Objects.requireNonNullElse(properties.getHeaders(), Map.<String, Object>of());
        return headers.get(DEATHS) instanceof List<?> deaths
                ? deaths.stream()
                        .flatMap(death -> death instanceof Map<?, ?> one && one.get("time") instanceof Date time
                                ? Stream.of(time.toInstant())
                                : Stream.empty())
                        .max(Instant::compareTo)
                : Optional.empty();
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, String>();
                map.forEach((name, each) -> sorted.put(String.valueOf(name), text(each)));
                yield sorted.toString();
            }
            case Collection<?> list ->
                list.stream().map(Fingerprint::text).toList().toString();
            case byte[] bytes -> Arrays.toString(bytes);
            case null, default -> String.valueOf(value);
        };
    }
}
