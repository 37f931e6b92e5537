package dev.afterdelete.wire;

import static dev.afterdelete.fault.FaultCode.INVALID_KEY;
import static dev.afterdelete.fault.FaultCode.ZERO_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.Reading.Refused;
import dev.afterdelete.event.Reading.Understood;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.KeyValue.BinaryValue;
import dev.afterdelete.graph.KeyValue.IntegerValue;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyReadingTest {
    private final JsonMessageFormat format = new JsonMessageFormat(MessageSamples.GRAPH, () -> "made up");

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "9223372036854775808", "18446744073709551615", "-9223372036854775808"})
    void wholeNumbersOfAnyMysqlIntegerColumnAreKeys(String number) {
        assertThat(key("recipes", number)).isEqualTo(new Key(List.of(new IntegerValue(new BigInteger(number)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "18446744073709551616",
                "-9223372036854775809",
                "1e2",
                "1E2",
                "123.0",
                "1e-2",
                "1e999999999",
                "0.0",
                "\"0\"",
                "\"123\"",
                "\"123abc\"",
                "\"\"",
                "true",
                "null",
                "[1]",
                "{}",
                "{\"id\": 1}"
            })
    void nothingElseIsAnIntegerKey(String json) {
        assertThat(refusal("recipes", json).code()).isEqualTo(INVALID_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0"})
    void zeroIsRefusedAsNotSet(String json) {
        assertThat(refusal("recipes", json).code()).isEqualTo(ZERO_KEY);
    }

    @Test
    void zeroInAnyPartOfACompositeKeyIsRefusedToo() {
        assertThat(refusal("orders", "{\"tenant_id\": 0, \"number\": \"A1\"}").code())
                .isEqualTo(ZERO_KEY);
        assertThat(refusal("orders", "{\"tenant_id\": 1, \"number\": \"\"}").code())
                .isEqualTo(ZERO_KEY);
    }

    @Test
    void zeroKeyIsARowWhereTheTableSaysSo() {
        assertThat(key("slots \\\"0\\\"", "{\"day\": 0, \"name\": \"\"}"))
                .isEqualTo(Key.of(KeyValue.of(0), KeyValue.of("")));
        assertThat(key("slots \\\"0\\\"", "{\"day\": -0, \"name\": \" \"}"))
                .isEqualTo(Key.of(KeyValue.of(0), KeyValue.of(" ")));
        assertThat(key("blobs", "\"\"")).isEqualTo(Key.of(new BinaryValue("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "123", "true", "null", "[\"a\"]", "{\"slug\": \"a\"}", "\"caf\ufffd\"", "\"\\ufffd\""})
    void onlyTextIsATextKey(String json) {
        assertThat(refusal("tags", json).code()).isEqualTo(INVALID_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "     "})
    void emptyTextIsRefusedAsNotSet(String text) {
        assertThat(refusal("tags", "\"" + text + "\"").code()).isEqualTo(ZERO_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "123", "vegan", " vegan ", "größe", "🍲"})
    void textKeysAreTakenAsTheyAre(String text) {
        assertThat(key("tags", "\"" + text + "\"")).isEqualTo(Key.of(text));
    }

    @Test
    void textKeyLongerThanAnyIndexedColumnIsRefused() {
        assertThat(key("tags", "\"" + "x".repeat(3_072) + "\"")).isEqualTo(Key.of("x".repeat(3_072)));
        assertThat(refusal("tags", "\"" + "x".repeat(3_073) + "\"").code()).isEqualTo(INVALID_KEY);
        assertThat(refusal("files", "\"" + "00".repeat(3_073) + "\"").code()).isEqualTo(INVALID_KEY);
        assertThat(refusal("files", "\"" + "z".repeat(200_000) + "\"").code()).isEqualTo(INVALID_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "00ff, 00ff",
        "f81d4fae-7dec-11d0-a765-00a0c91e6bf6, f81d4fae7dec11d0a76500a0c91e6bf6",
        "f81d4fae7dec11d0a76500a0c91e6bf6, f81d4fae7dec11d0a76500a0c91e6bf6"
    })
    void binaryKeysAreHexOrUuid(String text, String hex) {
        assertThat(key("files", "\"" + text + "\"")).isEqualTo(Key.of(new BinaryValue(hex)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"0FF0\"",
                "\"0ff\"",
                "\"0x0f\"",
                "\" 0f\"",
                "\"zz\"",
                "\"AP8=\"",
                "\"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6\"",
                "\"f81d4fae-7dec-11d0-a765-00a0c91e6bf\"",
                "\"{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}\"",
                "255",
                "null"
            })
    void nothingElseIsABinaryKey(String json) {
        assertThat(refusal("files", json).code()).isEqualTo(INVALID_KEY);
    }

    @Test
    void emptyBytesAreRefusedAsNotSet() {
        assertThat(refusal("files", "\"\"").code()).isEqualTo(ZERO_KEY);
    }

    @Test
    void compositeKeyIsAnObjectOfItsColumnsInAnyOrder() {
        assertThat(key("orders", "{\"number\": \"A1\", \"tenant_id\": 7}"))
                .isEqualTo(Key.of(KeyValue.of(7), KeyValue.of("A1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "\"7,A1\"",
                "[7, \"A1\"]",
                "{}",
                "{\"tenant_id\": 7}",
                "{\"tenant_id\": 7, \"number\": \"A1\", \"id\": 1}",
                "{\"tenant_id\": \"7\", \"number\": \"A1\"}",
                "{\"tenant_id\": 7, \"number\": 1}",
                "{\"tenant_id\": 7, \"number\": null}",
                "{\"tenant_id\": 7, \"number\": [\"A1\"]}"
            })
    void nothingElseIsACompositeKey(String json) {
        assertThat(refusal("orders", json).code()).isEqualTo(INVALID_KEY);
    }

    @Test
    void reasonsSayWhereWhatAndWhatElse() {
        assertThat(refusal("orders", "{\"tenant_id\": 7, \"numbr\": \"A1\"}").reason())
                .isEqualTo("\"id\": a key of orders is an object of exactly tenant_id, number; "
                        + "found \"numbr\"; did you mean \"number\"?");
        assertThat(refusal("recipes", "\"7\"").reason())
                .isEqualTo("\"id\", the key column recipes.id: expected a whole number, found a text");
        assertThat(refusal("recipes", "0").reason())
                .isEqualTo("\"id\", the key column recipes.id: is 0, which often means \"not set\"; "
                        + "if it is a row, declare zeroKey: true");
    }

    @Test
    void oneWrongKeyRefusesTheWholeMessageAndIsNamedByItsPlace() {
        assertThat(format.read("{\"ids\": [1, 2, \"3\"], \"action\": \"deleted\"}"))
                .isEqualTo(new Refused(new Fault(
                        INVALID_KEY, "\"ids[2]\", the key column recipes.id: expected a whole number, found a text")));
    }

    @Test
    void sameBytesSpelledTwiceAreOneKey() {
        var uuid = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
        var body = "{\"ids\": [\"%s\", \"%s\"], \"action\": \"deleted\", \"table\": \"files\"}"
                .formatted(uuid, uuid.replace("-", ""));

        assertThat(format.read(body))
                .isInstanceOfSatisfying(
                        Understood.class,
                        understood -> assertThat(understood.message().keys()).hasSize(1));
    }

    private Key key(String table, String json) {
        return switch (format.read(body(table, json))) {
            case Understood(var message) -> message.keys().getFirst();
            case Refused(var fault) -> throw new AssertionError(fault);
        };
    }

    private Fault refusal(String table, String json) {
        return switch (format.read(body(table, json))) {
            case Understood(var message) -> throw new AssertionError(message);
            case Refused(var fault) -> fault;
        };
    }

    private static String body(String table, String json) {
        return "{\"id\": %s, \"action\": \"deleted\", \"table\": \"%s\"}".formatted(json, table);
    }
}
