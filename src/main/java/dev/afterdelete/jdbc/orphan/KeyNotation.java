package dev.afterdelete.jdbc.orphan;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keys as one text: each value with its length in front, as in {@code 3:abc2:17}, so that any text can stand in any
 * place. Numbers are decimal, bytes hex.
 */
final class KeyNotation {
    private final String text;
    private int place;

    private KeyNotation(String text) {
        this.text = text;
    }

    static String of(Key key) {
        var text = new StringBuilder();
        key.values().forEach(value -> append(text, value.toString()));
        return text.toString();
    }

    static Key read(String text, List<KeyType> types) {
        return new KeyNotation(text).key(types);
    }

    /** Calls {@code reader} until nothing is left to read. */
    static void readAll(String text, Consumer<KeyNotation> reader) {
        var notation = new KeyNotation(text);
        while (notation.place < text.length()) {
            reader.accept(notation);
        }
    }

    static void append(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }

    Key key(List<KeyType> types) {
        var values = new ArrayList<KeyValue>();
        types.forEach(type -> values.add(value(type, next())));
        return new Key(values);
    }

    String next() {
        var colon = text.indexOf(':', place);
        var begin = colon + 1;
        place = begin + Integer.parseInt(text, place, colon, 10);
        return text.substring(begin, place);
    }

    private static KeyValue value(KeyType type, String part) {
        return switch (type) {
            case INTEGER -> new KeyValue.IntegerValue(new BigInteger(part));
            case STRING -> new KeyValue.StringValue(part);
            case BINARY -> new KeyValue.BinaryValue(part);
        };
    }
}
