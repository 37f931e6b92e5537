package dev.afterdelete.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.afterdelete.event.Change.CopyPosition;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.KeyValue.BinaryValue;
import dev.afterdelete.graph.KeyValue.IntegerValue;
import dev.afterdelete.graph.KeyValue.StringValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.wire.json.JsonValue;
import dev.afterdelete.wire.json.JsonValue.Elements;
import dev.afterdelete.wire.json.JsonValue.Numeral;
import dev.afterdelete.wire.json.JsonValue.Text;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
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
    private static final String EXPECTED = "what a continuation says: an array of a place and a child's key";

    private CopiedField() {}

    /**
     * Reads the field.
     *
     * @param copying the relations that copy; a place beyond them is one of a declaration that was longer once
     * @throws FaultException permanent: it is not what a continuation of these relations says
     */
    static CopyPosition read(JsonValue json, List<Relation> copying) {
        if (!(json instanceof Elements(var parts))
                || parts.isEmpty()
                || !(parts.getFirst() instanceof Numeral(var place))
                || !PLACE.matcher(place).matches()) {
            throw wrong();
        }
        var values = new ArrayList<KeyValue>();
        parts.subList(1, parts.size()).forEach(part -> values.add(value(part)));
        var relation = Integer.parseInt(place);
        if (!values.isEmpty() && relation < copying.size()) {
            requireTypes(values, copying.get(relation).child().keyTypes());
        }
        return new CopyPosition(relation, values.isEmpty() ? Optional.empty() : Optional.of(new Key(values)));
    }

    /** Writes the array. */
    static void write(CopyPosition position, JsonGenerator json) throws IOException {
        json.writeStartArray();
        json.writeNumber(position.relation());
        for (var value : position.after().map(Key::values).orElse(List.of())) {
            write(value, json);
        }
        json.writeEndArray();
    }

    private static void write(KeyValue value, JsonGenerator json) throws IOException {
        switch (value) {
            case IntegerValue integer -> json.writeNumber(integer.value());
            case StringValue text -> json.writeString(text.value());
            case BinaryValue binary -> {
                json.writeStartArray();
                json.writeString(binary.hex());
                json.writeEndArray();
            }
        }
    }

    private static KeyValue value(JsonValue json) {
        try {
            return switch (json) {
                case Numeral(var literal)
                when INTEGER.matcher(literal).matches() -> new IntegerValue(new BigInteger(literal));
                case Text(var text) -> new StringValue(text);
                case Elements(var one)
                when one.size() == 1 && one.getFirst() instanceof Text(var hex) -> new BinaryValue(hex);
                default -> throw wrong();
            };
        } catch (IllegalArgumentException outOfRange) {
            throw new FaultException(wrong().fault(), outOfRange);
        }
    }

    private static void requireTypes(List<KeyValue> values, List<KeyType> types) {
        if (!values.stream().map(KeyValue::type).toList().equals(types)) {
            throw wrong();
        }
    }

    private static FaultException wrong() {
        return MessageFields.invalid(MessageFields.COPIED, EXPECTED, "found something else");
    }
}
