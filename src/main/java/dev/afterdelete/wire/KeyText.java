package dev.afterdelete.wire;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.KeyValue.BinaryValue;
import dev.afterdelete.graph.KeyValue.IntegerValue;
import dev.afterdelete.graph.Table;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** Keys that are written as text, as in a URL. */
@NullMarked
public final class KeyText {
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,19}");
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2})+");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final KeyValue ZERO = KeyValue.of(0);

    private KeyText() {}

    /** What came of reading a key. */
    public sealed interface Parsed {}

    /** The text is a key of the table. */
    public record Valid(Key key) implements Parsed {}

    /** The text is none; the fault says what was expected, and does not repeat what was given. */
    public record Invalid(Fault fault) implements Parsed {}

    /**
     * Reads the key of one row, strictly: each part is spelled in the one way in which values of its column are
     * spelled.
     *
     * <ul>
     *   <li>integer: decimal digits without leading zeros, a minus sign before a negative one, from -2^63 to 2^64-1; 0
     *       only where the table says {@code zeroKey: true};
     *   <li>string: the text as it stands, not empty;
     *   <li>binary: two lower-case hexadecimal digits a byte, or the text of a UUID.
     * </ul>
     *
     * @param table whose key it is
     * @param parts one for each key column, in declared order; where the table has one key column, they are one text
     *     with commas in it
     */
    public static Parsed parse(Table table, List<String> parts) {
        var columns = table.key();
        var texts = columns.size() == 1 ? List.of(String.join(",", parts)) : parts;
        if (texts.size() != columns.size()) {
            return invalid(FaultCode.INVALID_KEY, shape(table));
        }
        var values = new ArrayList<KeyValue>();
        for (var at = 0; at < columns.size(); at++) {
            var value = value(columns.get(at), texts.get(at));
            if (value.isEmpty()) {
                return invalid(FaultCode.INVALID_KEY, expectation(table, columns.get(at)));
            }
            values.add(value.get());
        }
        return values.contains(ZERO) && !table.zeroKey()
                ? invalid(FaultCode.ZERO_KEY, FaultCode.ZERO_KEY.meaning())
                : new Valid(new Key(values));
    }

    private static Optional<KeyValue> value(KeyColumn column, String text) {
        return switch (column.type()) {
            case INTEGER -> integer(text);
            case STRING -> string(text);
            case BINARY -> binary(text);
        };
    }

    private static Optional<KeyValue> integer(String text) {
        if (!INTEGER.matcher(text).matches()) {
            return Optional.empty();
        }
        var value = new BigInteger(text);
        var most = value.signum() < 0 ? Long.SIZE - 1 : Long.SIZE;
        return value.bitLength() > most ? Optional.empty() : Optional.of(new IntegerValue(value));
    }

    /** Half a surrogate pair, or what a decoder put in place of bytes it could not read, is text that nobody wrote. */
    private static Optional<KeyValue> string(String text) {
        var readable = StandardCharsets.UTF_8.newEncoder().canEncode(text) && text.indexOf('\uFFFD') < 0;
        return readable && !text.isEmpty() ? Optional.of(KeyValue.of(text)) : Optional.empty();
    }

    private static Optional<KeyValue> binary(String text) {
        if (HEX.matcher(text).matches()) {
            return Optional.of(new BinaryValue(text));
        }
        return UUID.matcher(text).matches()
                ? Optional.of(new BinaryValue(text.replace("-", "").toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static String shape(Table table) {
        return "a key of %s has %d parts, separated by commas: %s"
                .formatted(table.name(), table.key().size(), String.join(",", table.keyColumns()));
    }

    private static String expectation(Table table, KeyColumn column) {
        var expected = switch (column.type()) {
            case INTEGER -> "an integer from -2^63 to 2^64-1, in decimal digits without leading zeros";
            case STRING -> "text that is not empty and is valid Unicode";
            case BINARY -> "lower-case hexadecimal digits, two a byte, or a UUID";
        };
        return "%s.%s takes %s".formatted(table.name(), column.name(), expected);
    }

    private static Parsed invalid(FaultCode code, String reason) {
        return new Invalid(new Fault(code, reason));
    }
}
