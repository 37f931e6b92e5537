package dev.afterdelete.wire;

import static dev.afterdelete.fault.FaultCode.INVALID_KEY;
import static dev.afterdelete.fault.FaultCode.ZERO_KEY;

import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.KeyValue.BinaryValue;
import dev.afterdelete.graph.KeyValue.IntegerValue;
import dev.afterdelete.graph.KeyValue.StringValue;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.json.JsonValue;
import dev.afterdelete.wire.json.JsonValue.Numeral;
import dev.afterdelete.wire.json.JsonValue.Text;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Reads the value of one key column in the column's own type and in no other, so that no conversion by the database can
 * widen what is deleted.
 *
 * @param where the place in the message, as in {@code ids[3]}
 */
record KeyValueReader(Table table, KeyColumn column, String where) {
    /**
     * The longest key, in bytes, and therefore in characters.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/innodb-limits.html">MySQL: InnoDB limits, index key
     *     prefix</a>
     */
    static final int MAX_KEY_BYTES = 3_072;

    private static final int MAX_INTEGER_CHARACTERS = 20;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]+");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]+");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    // A decoder puts it where bytes were not UTF-8, and some collations take it for any character beyond the first
    // plane.
    private static final char REPLACEMENT_CHARACTER = '\uFFFD';

    /** The value that {@code json} is. */
    KeyValue read(JsonValue json) {
        return switch (column.type()) {
            case INTEGER -> integer(json);
            case STRING -> string(json);
            case BINARY -> binary(json);
        };
    }

    private KeyValue integer(JsonValue json) {
        if (!(json instanceof Numeral(var literal))) {
            throw invalid("a whole number", "found " + json.kind());
        }
        if (literal.length() > MAX_INTEGER_CHARACTERS) {
            throw invalid("a whole number from -2^63 to 2^64-1", "found a number outside or with a fraction");
        }
        if (!WHOLE_NUMBER.matcher(literal).matches()) {
            throw invalid("a whole number", "found a number with a fraction or an exponent");
        }
        var value = new BigInteger(literal);
        if (value.signum() == 0) {
            refuseUnlessZeroKey("0");
        }
        if (value.compareTo(IntegerValue.MIN) < 0 || value.compareTo(IntegerValue.MAX) > 0) {
            throw invalid("a whole number from -2^63 to 2^64-1", "found a number outside");
        }
        return new IntegerValue(value);
    }

    private KeyValue string(JsonValue json) {
        if (!(json instanceof Text(var text))) {
            throw invalid("a text", "found " + json.kind());
        }
        if (text.length() > MAX_KEY_BYTES) {
            throw invalid("at most %d characters".formatted(MAX_KEY_BYTES), "found %d".formatted(text.length()));
        }
        if (text.indexOf(REPLACEMENT_CHARACTER) >= 0) {
            throw invalid("text in UTF-8", "found U+FFFD, which stands for bytes that were not");
        }
        if (isIgnorable(text)) {
            refuseUnlessZeroKey("empty");
        }
        return new StringValue(text);
    }

    private KeyValue binary(JsonValue json) {
        if (!(json instanceof Text(var text))) {
            throw invalid("a text of lower-case hex digits, or a UUID", "found " + json.kind());
        }
        if (text.isEmpty()) {
            refuseUnlessZeroKey("empty");
            return new BinaryValue("");
        }
        if (UUID.matcher(text).matches()) {
            return new BinaryValue(text.replace("-", ""));
        }
        if (text.length() % 2 != 0
                || text.length() > 2 * MAX_KEY_BYTES
                || !HEX.matcher(text).matches()) {
            throw invalid(
                    "two lower-case hex digits a byte, at most %d bytes, or a UUID in lower case"
                            .formatted(MAX_KEY_BYTES),
                    "found a text of %d other characters".formatted(text.length()));
        }
        return new BinaryValue(text);
    }

    private static boolean isIgnorable(String text) {
        var at = 0;
        while (at < text.length() && isIgnorable(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at == text.length();
    }

    /** Collations by Unicode's own weights call a text of such characters equal to the empty one. */
    private static boolean isIgnorable(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isIdentifierIgnorable(character)
                || Character.getType(character) == Character.NON_SPACING_MARK;
    }

    private void refuseUnlessZeroKey(String found) {
        if (!table.zeroKey() && table.key().contains(column)) {
            throw refusal(
                    ZERO_KEY,
                    "is %s, which often means \"not set\"; if it is a row, declare zeroKey: true".formatted(found));
        }
    }

    private FaultException invalid(String expected, String found) {
        return refusal(INVALID_KEY, "expected %s, %s".formatted(expected, found));
    }

    private FaultException refusal(FaultCode code, String what) {
        return FaultException.of(
                code, "\"%s\", the key column %s.%s: %s".formatted(where, table.name(), column.name(), what));
    }
}
