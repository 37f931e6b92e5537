package dev.afterdelete.wire;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Keys that are written as text, as in a URL. They are held to the same rules as the keys of a message. */
public final class KeyText {
    private static final String WHERE = "id";
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]*");

    private KeyText() {}

    /** What came of reading a key. */
    public sealed interface Parsed {}

    /** The text is a key of the table. */
    public record Valid(Key key) implements Parsed {}

    /** The text is none; the fault says what was expected, and does not repeat what was given. */
    public record Invalid(Fault fault) implements Parsed {}

    /**
     * Reads the key of one row: integers in decimal digits as JSON spells them, all else as in a message.
     *
     * @param table whose key it is
     * @param parts one for each key column, in declared order; where the table has one key column, they are one text
     *     with commas in it
     */
    public static Parsed parse(Table table, List<String> parts) {
        try {
            return new Valid(key(table, table.key().size() == 1 ? List.of(String.join(",", parts)) : parts));
        } catch (FaultException e) {
            return new Invalid(e.fault());
        }
    }

    private static Key key(Table table, List<String> texts) {
        var columns = table.key();
        if (texts.size() != columns.size()) {
            throw FaultException.of(
                    FaultCode.INVALID_KEY,
                    "\"%s\": a key of %s has %d parts, separated by commas: %s; found %d"
                            .formatted(
                                    WHERE,
                                    table.name(),
                                    columns.size(),
                                    String.join(",", table.keyColumns()),
                                    texts.size()));
        }
        var values = new ArrayList<KeyValue>();
        for (var at = 0; at < columns.size(); at++) {
            var column = columns.get(at);
            values.add(new KeyValueReader(table, column, WHERE).read(json(table, column, texts.get(at))));
        }
        return new Key(values);
    }

    /** The JSON value that a message would hold in place of the text. */
    private static JsonValue json(Table table, KeyColumn column, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw invalid(table, column, "text in Unicode, found half a surrogate pair");
        }
        if (column.type() != KeyType.INTEGER) {
            return new JsonValue.Text(text);
        }
        if (!INTEGER.matcher(text).matches()) {
            throw invalid(table, column, "a whole number, in decimal digits without leading zeros");
        }
        return new JsonValue.Numeral(text);
    }

    private static FaultException invalid(Table table, KeyColumn column, String expected) {
        return FaultException.of(
                FaultCode.INVALID_KEY,
                "\"%s\", the key column %s.%s: expected %s".formatted(WHERE, table.name(), column.name(), expected));
    }
}
