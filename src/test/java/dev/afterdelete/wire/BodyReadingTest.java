package dev.afterdelete.wire;

import static dev.afterdelete.fault.FaultCode.DUPLICATE_FIELD;
import static dev.afterdelete.fault.FaultCode.EMPTY_BODY;
import static dev.afterdelete.fault.FaultCode.INVALID_FIELD;
import static dev.afterdelete.fault.FaultCode.MALFORMED_JSON;
import static dev.afterdelete.fault.FaultCode.MESSAGE_TOO_LARGE;
import static dev.afterdelete.fault.FaultCode.NESTING_TOO_DEEP;
import static dev.afterdelete.wire.MessageSamples.GRAPH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Reading.Refused;
import dev.afterdelete.event.Reading.Understood;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.Key;
import dev.afterdelete.wire.json.JsonReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReadingTest {
    private final JsonMessageFormat format = new JsonMessageFormat(GRAPH, () -> "made up");

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\n\t  "})
    void emptyBodiesAreRefused(String body) {
        assertThat(refused(body).code()).isEqualTo(EMPTY_BODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{",
                "[]",
                "123",
                "\"text\"",
                "null",
                "{\"id\": 1, \"action\": \"deleted\"",
                "{\"id\": 1, \"action\": \"deleted\"} trailing",
                "{\"id\": 1, \"action\": \"deleted\"}{}",
                "{\"id\": 1, \"action\": \"deleted\",}",
                "{\"id\": 01, \"action\": \"deleted\"}",
                "{\"id\": +1, \"action\": \"deleted\"}",
                "{\"id\": NaN, \"action\": \"deleted\"}",
                "{'id': 1, 'action': 'deleted'}",
                "{id: 1, action: \"deleted\"}",
                "/* */{\"id\": 1, \"action\": \"deleted\"}",
                "\ufeff{\"id\": 1, \"action\": \"deleted\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"cascade\": \"a\u0000\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"meta\": {\"a\": \"\\ud800\"}}",
                "{\"id\": 1, \"action\": \"deleted\", \"meta\": {\"a\": \"\ud800\"}}",
                "{\"id\": 1, \"action\": \"deleted\", \"meta\": {\"\\udc00\": 1}}",
                "{\"id\": 1, \"action\": \"updated\""
            })
    void whatIsNotOneJsonObjectIsRefused(String body) {
        assertThat(refused(body).code()).isEqualTo(MALFORMED_JSON);
    }

    @Test
    void reasonOfMalformedJsonNamesThePlaceAndNotTheText() {
        assertThat(refused("{\"id\": 5550123 secret, \"action\": \"deleted\"}").reason())
                .contains("line 1, column 1")
                .contains("{\"id\": 123, \"action\": \"deleted\"}")
                .doesNotContain("secret", "5550123");
    }

    @Test
    void bodyOfExactlyTheGreatestLengthIsRead() {
        assertThat(understood(padded(JsonMessageFormat.MAX_MESSAGE_BYTES)).keys())
                .containsExactly(Key.of(1));
        assertThat(refused(padded(JsonMessageFormat.MAX_MESSAGE_BYTES + 1)).code())
                .isEqualTo(MESSAGE_TOO_LARGE);
    }

    @Test
    void lengthCountsInBytesOfUtf8() {
        var body = "{\"id\": 1, \"action\": \"deleted\", \"meta\": {\"a\": \"" + "ü".repeat(140_000) + "\"}}";

        assertThat(body.length()).isLessThan(JsonMessageFormat.MAX_MESSAGE_BYTES);
        assertThat(refused(body).code()).isEqualTo(MESSAGE_TOO_LARGE);
    }

    @Test
    @Timeout(60)
    void nestingCostsNothingHoweverDeep() {
        var megabyte = 1_000_000;
        assertThat(refused("[".repeat(megabyte)).code()).isEqualTo(MESSAGE_TOO_LARGE);
        assertThat(refused("{\"id\":".repeat(40_000)).code()).isEqualTo(NESTING_TOO_DEEP);
        assertThat(refused("{\"meta\":" + "[".repeat(250_000)).code()).isEqualTo(NESTING_TOO_DEEP);
        assertThat(refused("[".repeat(250_000)).code()).isEqualTo(MALFORMED_JSON);
    }

    @Test
    void nestingIsBoundedAtTheDocumentedDepth() {
        assertThat(refused(withId("[".repeat(3) + "]".repeat(3))).code()).isEqualTo(FaultCode.INVALID_KEY);
        assertThat(refused(withId("[".repeat(4) + "]".repeat(4))).code()).isEqualTo(NESTING_TOO_DEEP);

        var deepest = JsonReader.MAX_CARRIED_DEPTH - 2;
        assertThat(understood(withMeta("[".repeat(deepest) + "]".repeat(deepest)))
                        .keys())
                .hasSize(1);
        assertThat(refused(withMeta("[".repeat(deepest + 1) + "]".repeat(deepest + 1)))
                        .code())
                .isEqualTo(NESTING_TOO_DEEP);
    }

    @Test
    void metaInsideMetaOrKeyNestsNoDeeper() {
        assertThat(refused("{\"id\": {\"meta\": [[[]]]}, \"action\": \"deleted\"}")
                        .code())
                .isEqualTo(NESTING_TOO_DEEP);
    }

    @Test
    @Timeout(60)
    void hugeNumbersAreCheap() {
        var digits = "1" + "0".repeat(100_000);
        for (var i = 0; i < 20; i++) {
            assertThat(refused(withId(digits)).code()).isEqualTo(FaultCode.INVALID_KEY);
            assertThat(understood(withMeta(digits)).keys()).hasSize(1);
            assertThat(refused("{\"id\":1,\"action\":\"deleted\",\"outbox\":" + digits + "}")
                            .code())
                    .isEqualTo(INVALID_FIELD);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": 1, \"id\": 2, \"action\": \"deleted\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"action\": \"deleted\"}",
                "{\"id\": 1, \"\\u0069d\": 1, \"action\": \"deleted\"}",
                "{\"id\": {\"tenant_id\": 1, \"tenant_id\": 2}, \"action\": \"deleted\", \"table\": \"orders\"}",
                "{\"id\": 1, \"action\": \"deleted\", \"meta\": {\"a\": [{\"b\": 1, \"b\": 1}]}}"
            })
    void fieldNamedTwiceIsRefusedAtAnyDepth(String body) {
        assertThat(refused(body).code()).isEqualTo(DUPLICATE_FIELD);
    }

    @Test
    void aFullBodyTakesMillisecondsWhateverItHolds() {
        var full = List.of(
                withIds("\"" + "0".repeat(250_000) + "\""),
                "{" + "\"a\":{},".repeat(30_000) + "\"b\":1}",
                withMeta("{\"" + "n".repeat(250_000) + "\":1}"),
                withMeta("[" + "{},".repeat(80_000) + "{}]"),
                "{\"table\":\"" + "r".repeat(250_000) + "\",\"id\":1,\"action\":\"deleted\"}");

        assertThat(full).allSatisfy(body -> assertThat(fastestReading(body)).isLessThan(Duration.ofMillis(500)));
    }

    /** Of several, because a busy machine makes anything slow once. */
    private Duration fastestReading(String body) {
        return Duration.ofNanos(
                LongStream.generate(() -> nanosToRead(body)).limit(5).min().orElseThrow());
    }

    private long nanosToRead(String body) {
        var start = System.nanoTime();
        format.read(body);
        return System.nanoTime() - start;
    }

    private CascadeMessage understood(String body) {
        return switch (format.read(body)) {
            case Understood(var message) -> message;
            case Refused(var fault) -> throw new AssertionError(fault);
        };
    }

    private Fault refused(String body) {
        return switch (format.read(body)) {
            case Understood(var message) -> throw new AssertionError(message);
            case Refused(var fault) -> fault;
        };
    }

    private static String withId(String id) {
        return "{\"id\":" + id + ",\"action\":\"deleted\"}";
    }

    private static String withIds(String ids) {
        return "{\"ids\":[" + ids + "],\"action\":\"deleted\"}";
    }

    private static String withMeta(String value) {
        return "{\"id\":1,\"action\":\"deleted\",\"meta\":{\"a\":" + value + "}}";
    }

    private static String padded(int bytes) {
        var body = "{\"id\":1,\"action\":\"deleted\"}";
        return body + " ".repeat(bytes - body.length());
    }
}
