package dev.afterdelete.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.KeyValue.BinaryValue;
import dev.afterdelete.graph.KeyValue.IntegerValue;
import dev.afterdelete.graph.OnLiveParent;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.KeyText.Invalid;
import dev.afterdelete.wire.KeyText.Parsed;
import dev.afterdelete.wire.KeyText.Valid;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "123", "-1", "9223372036854775807", "-9223372036854775808", "18446744073709551615"})
    void anIntegerHasOneSpelling(String text) {
        assertThat(parse(table(KeyType.INTEGER), text))
                .isEqualTo(new Valid(Key.of(new IntegerValue(new BigInteger(text)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+1",
                "1e2",
                "1.0",
                " 1",
                "1 ",
                "01",
                "-01",
                "-0",
                "00",
                "--1",
                "-",
                "0x1",
                "1_000",
                "1,2",
                "١",
                "１",
                "abc",
                "123abc",
                "18446744073709551616",
                "-9223372036854775809",
                "99999999999999999999",
                "100000000000000000000000000000"
            })
    void anyOtherSpellingOfANumberIsRefusedAndNotRepeated(String text) {
        var fault = refusal(parse(table(KeyType.INTEGER), text));

        assertThat(fault.code()).isEqualTo(FaultCode.INVALID_KEY);
        assertThat(fault.reason()).startsWith("\"id\", the key column t.a: expected a whole number");
        assertThat(text)
                .satisfiesAnyOf(
                        given -> assertThat(given).hasSizeLessThan(3),
                        given -> assertThat(fault.reason()).doesNotContain(given));
    }

    @Test
    void zeroIsAKeyOnlyWhereTheTableSaysSo() {
        assertThat(refusal(parse(table(KeyType.INTEGER), "0")).code()).isEqualTo(FaultCode.ZERO_KEY);
        assertThat(parse(table(true, KeyType.INTEGER), "0")).isEqualTo(new Valid(Key.of(0)));
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"STRING", "BINARY"})
    void nothingIsAKeyOnlyWhereTheTableSaysSo(KeyType type) {
        assertThat(refusal(parse(table(type), "")).code()).isEqualTo(FaultCode.ZERO_KEY);
        assertThat(parse(table(true, type), "")).isInstanceOf(Valid.class);
    }

    @Test
    void zeroInAnyColumnOfACompositeKeyIsZero() {
        assertThat(refusal(parse(table(KeyType.INTEGER, KeyType.INTEGER), "1", "0"))
                        .code())
                .isEqualTo(FaultCode.ZERO_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u00ad", " \u200b", "\u0301"})
    void aTextThatCollationsCallEmptyIsZero(String text) {
        assertThat(refusal(parse(table(KeyType.STRING), text)).code()).isEqualTo(FaultCode.ZERO_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " a ", "0", "123", "a,b", "ü 🍲", "%41", "a\u0000"})
    void aStringIsWhatStandsThere(String text) {
        assertThat(parse(table(KeyType.STRING), text)).isEqualTo(new Valid(Key.of(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFFFD", "a\uFFFDb", "\uD83C", "\uDF72\uD83C"})
    void aStringThatIsUnreadableIsRefused(String text) {
        assertThat(refusal(parse(table(KeyType.STRING), text)).code()).isEqualTo(FaultCode.INVALID_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "00, 00",
        "deadbeef, deadbeef",
        "018f4d2e-7c31-7a5b-9d10-3f2b6c4d5e6f, 018f4d2e7c317a5b9d103f2b6c4d5e6f",
    })
    void bytesAreLowerCaseHexOrAUuid(String text, String hex) {
        assertThat(parse(table(KeyType.BINARY), text)).isEqualTo(new Valid(Key.of(new BinaryValue(hex))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "DEADBEEF",
                "018F4D2E-7C31-7A5B-9D10-3F2B6C4D5E6F",
                "0xde",
                "de ad",
                "xy",
                "018f4d2e-7c31-7a5b-9d10-3f2b6c4d5e6",
                "018f4d2e-7c317a5b-9d10-3f2b6c4d5e6f",
                "{018f4d2e-7c31-7a5b-9d10-3f2b6c4d5e6f}"
            })
    void anyOtherSpellingOfBytesIsRefused(String text) {
        assertThat(refusal(parse(table(KeyType.BINARY), text)).code()).isEqualTo(FaultCode.INVALID_KEY);
    }

    @Test
    void aCompositeKeyTakesOnePartAColumnEachInItsOwnType() {
        assertThat(parse(table(KeyType.INTEGER, KeyType.STRING), "7", "a,b"))
                .isEqualTo(new Valid(Key.of(KeyValue.of(7), KeyValue.of("a,b"))));
    }

    @Test
    void aCompositeKeyWithTooFewOrTooManyPartsIsRefusedWithItsShape() {
        var table = table(KeyType.INTEGER, KeyType.STRING);

        assertThat(refusal(parse(table, "7")).reason())
                .isEqualTo("\"id\": a key of t has 2 parts, separated by commas: a,b; found 1");
        assertThat(refusal(parse(table, "7", "a", "b")).code()).isEqualTo(FaultCode.INVALID_KEY);
        assertThat(refusal(parse(table)).code()).isEqualTo(FaultCode.INVALID_KEY);
    }

    @Test
    void commasBelongToTheKeyWhereThereIsOneColumn() {
        assertThat(parse(table(KeyType.STRING), "a", "b", "")).isEqualTo(new Valid(Key.of("a,b,")));
        assertThat(refusal(parse(table(KeyType.INTEGER), "1", "2")).code()).isEqualTo(FaultCode.INVALID_KEY);
    }

    private static Parsed parse(Table table, String... parts) {
        return KeyText.parse(table, List.of(parts));
    }

    private static Fault refusal(Parsed parsed) {
        assertThat(parsed).isInstanceOf(Invalid.class);
        return ((Invalid) parsed).fault();
    }

    private static Table table(KeyType... types) {
        return table(false, types);
    }

    private static Table table(boolean zeroKey, KeyType... types) {
        var columns = IntStream.range(0, types.length)
                .mapToObj(at -> new KeyColumn(Character.toString('a' + at), types[at]))
                .toList();
        return new Table(
                "t", columns, List.of(), Optional.empty(), OnLiveParent.DELETE, new Table.Traits(zeroKey, true));
    }
}
