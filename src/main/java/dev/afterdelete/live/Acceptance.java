package dev.afterdelete.live;

import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.KeyValue.BinaryValue;
import dev.afterdelete.graph.KeyValue.IntegerValue;
import dev.afterdelete.graph.KeyValue.StringValue;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Whether a column can hold a value. */
public final class Acceptance {
    private static final Map<String, Charset> NARROW = Map.of(
            "ascii", StandardCharsets.US_ASCII,
            "latin1", Charset.forName("windows-1252"),
            "latin2", Charset.forName("ISO-8859-2"));

    private Acceptance() {}

    /** Why a column of {@code type} cannot hold {@code value}, as a clause; empty when it can. */
    public static Optional<String> objection(ColumnType type, KeyValue value) {
        if (!type.compares(value.type())) {
            return Optional.of("it is %s, and the value is %s %s"
                    .formatted(
                            type,
                            value instanceof IntegerValue ? "an" : "a",
                            value.type().word()));
        }
        return switch (value) {
            case IntegerValue(var number) -> range(type, number);
            case StringValue(var text) -> text(type, text);
            case BinaryValue binary -> length(type, binary.bytes().length, "bytes");
        };
    }

    private static Optional<String> range(ColumnType type, BigInteger number) {
        var least = type.isUnsigned()
                ? BigInteger.ZERO
                : BigInteger.ONE.shiftLeft(type.bits() - 1).negate();
        var most = BigInteger.ONE
                .shiftLeft(type.isUnsigned() ? type.bits() : type.bits() - 1)
                .subtract(BigInteger.ONE);
        return number.compareTo(least) < 0 || number.compareTo(most) > 0
                ? Optional.of("%s holds %s to %s".formatted(type, least, most))
                : Optional.empty();
    }

    private static Optional<String> text(ColumnType type, String text) {
        if (type.dataType().equals("enum")) {
            var isOne = type.enumerated().stream().anyMatch(text::equalsIgnoreCase);
            return isOne ? Optional.empty() : Optional.of("it is one of " + type.declared());
        }
        return length(type, text.codePointCount(0, text.length()), "characters").or(() -> charset(type, text));
    }

    private static Optional<String> length(ColumnType type, int length, String unit) {
        return type.maxLength().isPresent() && length > type.maxLength().getAsLong()
                ? Optional.of("it holds %d %s, and the value has %d"
                        .formatted(type.maxLength().getAsLong(), unit, length))
                : Optional.empty();
    }

    private static Optional<String> charset(ColumnType type, String text) {
        var name = type.charset().orElse("");
        var narrow = Optional.ofNullable(NARROW.get(name))
                .map(charset -> charset.newEncoder().canEncode(text));
        var holds = narrow.orElseGet(
                () -> !name.startsWith("utf8mb3") || text.codePoints().noneMatch(Character::isSupplementaryCodePoint));
        return holds
                ? Optional.empty()
                : Optional.of("its character set %s lacks a character of the value".formatted(name));
    }
}
