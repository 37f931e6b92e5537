package dev.afterdelete.wire;

import dev.afterdelete.event.Change.CopyPosition;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.wire.json.JsonValue;
import dev.afterdelete.wire.json.JsonValue.Elements;
import dev.afterdelete.wire.json.JsonValue.Numeral;
import dev.afterdelete.wire.json.JsonValue.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far copying has come, as only a continuation says it: an array of the relation's place among those that copy, and
 * the parts of the last child's key. A number is an integer, a text is a text, and an array of one text is hex digits.
 */
final class CopiedField {
    private static final Pattern PLACE = Pattern.compile("0|[1-9][0-9]{0,5}");
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,19}");
    private static final String EXPECTED = "what a continuation says: an array of a place and a key";

    private CopiedField() {}

    /** The field, if the message has it. */
    static Optional<CopyPosition> find(MessageFields fields) {
        return fields.find(MessageFields.COPIED).map(CopiedField::position);
    }

    private static CopyPosition position(JsonValue json) {
        if (!(json instanceof Elements(var parts))
                || parts.isEmpty()
                || !(parts.getFirst() instanceof Numeral(var place))
                || !PLACE.matcher(place).matches()) {
            throw wrong();
        }
        var values = new ArrayList<KeyValue>();
        parts.subList(1, parts.size()).forEach(part -> values.add(value(part)));
        return new CopyPosition(
                Integer.parseInt(place), values.isEmpty() ? Optional.empty() : Optional.of(new Key(values)));
    }

    private static KeyValue value(JsonValue json) {
        try {
            return switch (json) {
                case Numeral(var literal)
                when INTEGER.matcher(literal).matches() -> new KeyValue.IntegerValue(new BigInteger(literal));
                case Text(var text) -> new KeyValue.StringValue(text);
                case Elements(var one) when one.size() == 1 && one.getFirst() instanceof Text(var hex) ->
                    new KeyValue.BinaryValue(hex);
                default -> throw wrong();
            };
        } catch (IllegalArgumentException outOfRange) {
            throw new dev.afterdelete.fault.FaultException(wrong().fault(), outOfRange);
        }
    }

    private static dev.afterdelete.fault.FaultException wrong() {
        return MessageFields.invalid(MessageFields.COPIED, EXPECTED, "found something else");
    }

    /** The parts of the array, in order. */
    static List<Object> parts(CopyPosition position) {
        var parts = new ArrayList<Object>();
        parts.add(BigInteger.valueOf(position.relation()));
        position.after().ifPresent(key -> key.values().forEach(value -> parts.add(switch (value) {
            case KeyValue.IntegerValue(var number) -> number;
            case KeyValue.StringValue(var text) -> text;
            case KeyValue.BinaryValue binary -> HexFormat.of().parseHex(binary.hex());
        })));
        return parts;
    }
}
