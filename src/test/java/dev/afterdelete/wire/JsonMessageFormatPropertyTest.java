package dev.afterdelete.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Reading;
import dev.afterdelete.event.Reading.Refused;
import dev.afterdelete.event.Reading.Understood;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.wire.json.Utf8;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonMessageFormatPropertyTest {
    private static final List<String> FRAGMENTS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "null",
            "true",
            "0",
            "-0",
            "1e2",
            "123.0",
            "-1",
            "18446744073709551616",
            "\"id\"",
            "\"ids\"",
            "\"action\"",
            "\"deleted\"",
            "\"updated\"",
            "\"table\"",
            "\"previous\":",
            "\"copied\":",
            "\"path\":\"",
            "\"turn\":",
            "\"meta\"",
            "\"outbox\"",
            "\"at\"",
            "\"Type\":\"Notification\"",
            "\"\\ud800\"",
            "\ud800",
            "\u0000",
            "\ufeff",
            "\ufffd",
            "{\"id\":1}",
            "[[[[",
            " ",
            "/*",
            "NaN",
            "\n");

    private final SplittableRandom random = MessageSamples.seeded();
    private final MessageSamples samples = new MessageSamples(random);
    private final JsonMessageFormat format = new JsonMessageFormat(MessageSamples.GRAPH, () -> "made up");

    @Test
    void whatIsWrittenReadsBackEqualFromOneLine() {
        for (var i = 0; i < 1_500; i++) {
            var message = samples.next();
            var line = format.write(message);

            assertThat(line).doesNotContain("\n", "\r");
            assertThat(format.read(line)).isEqualTo(new Understood(message));
        }
    }

    @Test
    void aContinuationIsNeverTooLargeToBeRead() {
        var room =
                JsonMessageFormat.MAX_MESSAGE_BYTES - "{\"id\":1,\"action\":\"deleted\",\"meta\":{\"\":\"\"}}".length();
        var body = "{\"id\":1,\"action\":\"deleted\",\"meta\":{\"\":\"" + "x".repeat(room) + "\"}}";
        assertThat(Utf8.length(body)).isEqualTo(JsonMessageFormat.MAX_MESSAGE_BYTES);

        var longestNames = new JsonMessageFormat(MessageSamples.GRAPH, () -> "\"".repeat(128));
        var read = understood(longestNames.read(body)).owedTo(Long.MAX_VALUE);
        var continuation = longestNames.write(read);

        assertThat(Utf8.length(continuation)).isGreaterThan(JsonMessageFormat.MAX_MESSAGE_BYTES);
        assertThat(longestNames.read(continuation)).isEqualTo(new Understood(read));
    }

    @Test
    void aContinuationOfCopyingIsNeverTooLargeToBeReadEither() {
        var room =
                JsonMessageFormat.MAX_MESSAGE_BYTES - "{\"id\":1,\"action\":\"updated\",\"meta\":{\"\":\"\"}}".length();
        var body = "{\"id\":1,\"action\":\"updated\",\"meta\":{\"\":\"" + "x".repeat(room) + "\"}}";
        var longestKey = Key.of("\u0001".repeat(KeyValueReader.MAX_KEY_BYTES));

        var longestNames = new JsonMessageFormat(MessageSamples.GRAPH, () -> "\"".repeat(128));
        var read = understood(longestNames.read(body))
                .owedTo(Long.MAX_VALUE)
                .copied(new Change.CopyPosition(0, Optional.of(longestKey)));
        var continuation = longestNames.write(read);

        assertThat(longestNames.read(continuation)).isEqualTo(new Understood(read));
    }

    @Test
    void everyInputIsUnderstoodOrRefused() {
        var understood = 0;
        for (var i = 0; i < 50_000; i++) {
            var body = i % 5 == 0 ? noise() : mutated(format.write(samples.nextSmall()));
            understood += switch (format.read(body)) {
                case Understood(var message) -> {
                    assertThat(format.read(format.write(message))).isEqualTo(new Understood(message));
                    yield 1;
                }
                case Refused(var fault) -> {
                    assertThat(fault.reason().length()).isLessThan(400);
                    assertThat(fault.reason().chars().anyMatch(Character::isISOControl))
                            .isFalse();
                    yield 0;
                }
            };
        }
        assertThat(understood).isBetween(500, 49_000);
    }

    @Test
    void noReasonTellsAKey() {
        var secret = "5550123";
        for (var table : MessageSamples.GRAPH.tables()) {
            for (var key : List.of(
                    secret,
                    "\"" + secret + "\"",
                    "\"" + secret + "\ufffd\"",
                    secret + ".5",
                    secret + "e9",
                    "[" + secret + "]",
                    secret + "9".repeat(30),
                    "{\"tenant_id\":\"" + secret + "\"}",
                    "{\"number\":" + secret + "}",
                    "{\"tenant_id\":\"" + secret + "\",\"number\":" + secret + "}")) {
                var body = "{\"id\":%s,\"action\":\"deleted\",\"table\":\"%s\"}"
                        .formatted(key, table.name().replace("\"", "\\\""));
                if (format.read(body) instanceof Refused(var fault)) {
                    assertThat(fault.reason()).as(body).doesNotContain(secret);
                }
            }
        }
    }

    private String mutated(String body) {
        var text = new StringBuilder(body);
        for (var i = random.nextInt(3); i >= 0; i--) {
            var at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, oneOf(FRAGMENTS));
                case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 6)));
                case 2 -> text.replace(at, Math.min(text.length(), at + 1), Character.toString(random.nextInt(0x250)));
                default -> text.append(text, 0, at);
            }
        }
        return text.toString();
    }

    private String noise() {
        var text = new StringBuilder(random.nextBoolean() ? "{" : "");
        for (var i = random.nextInt(30); i > 0; i--) {
            text.append(random.nextInt(4) > 0 ? oneOf(FRAGMENTS) : Character.toString((char) random.nextInt(0x10000)));
        }
        return text.toString();
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static CascadeMessage understood(Reading reading) {
        return switch (reading) {
            case Understood(var message) -> message;
            case Refused(var fault) -> throw new AssertionError(fault);
        };
    }

    @Test
    void theSamplesHaveEveryKindOfChange() {
        var kinds = new HashSet<String>();
        for (var i = 0; i < 500; i++) {
            kinds.add(
                    switch (samples.nextSmall().change()) {
                        case Change.Deleted(var _, var descent) when descent.isPresent() -> "deleted, way down known";
                        case Change.Deleted(var unique, var _) when unique.isEmpty() -> "deleted";
                        case Change.Deleted _ -> "deleted, unique columns known";
                        case Change.Rekeyed(var previous, var _)
                        when previous.containsValue(Optional.<KeyValue>empty()) -> "key updated, from NULL";
                        case Change.Rekeyed _ -> "key updated";
                        case Change.Updated(var copied) ->
                            "updated" + copied.map(position -> position.after().isPresent());
                    });
        }
        assertThat(kinds).hasSize(8);
    }

    @Test
    void theSamplesHaveEveryKindOfKey() {
        assertThat(MessageSamples.GRAPH.tables().stream().flatMap(table -> table.keyTypes().stream()))
                .contains(KeyType.values());
    }
}
