package dev.afterdelete.wire;

import static dev.afterdelete.fault.FaultCode.INVALID_KEY;

import dev.afterdelete.fault.FaultException;
import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.json.JsonValue;
import dev.afterdelete.wire.json.JsonValue.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the key of one row, in exactly the shape that its table declares. */
final class KeyReader {
    private final Table table;

    KeyReader(Table table) {
        this.table = table;
    }

    /**
     * Reads a key: the value itself for a key of one column, an object with exactly the key's columns for a composite
     * one.
     *
     * @param where the place in the message, as in {@code ids[3]}
     * @throws FaultException permanent: the value is no key of the table
     */
    Key read(JsonValue json, String where) {
        if (table.key().size() == 1) {
            return new Key(List.of(new KeyValueReader(table, table.key().getFirst(), where).read(json)));
        }
        return switch (json) {
            case Members composite -> composite(composite.fields(), where);
            case JsonValue other -> throw wrongShape(where, "found " + other.kind());
        };
    }

    private Key composite(Map<String, JsonValue> parts, String where) {
        for (var name : parts.keySet()) {
            if (!table.keyColumns().contains(name)) {
                throw wrongShape(
                        where, "found %s%s".formatted(Quote.of(name), Spelling.hint(name, table.keyColumns())));
            }
        }
        var values = new ArrayList<KeyValue>();
        for (var column : table.key()) {
            var part = parts.get(column.name());
            if (part == null) {
                throw wrongShape(where, Quote.of(column.name()) + " is missing");
            }
            values.add(new KeyValueReader(table, column, where).read(part));
        }
        return new Key(values);
    }

    private FaultException wrongShape(String where, String found) {
        return FaultException.of(
                INVALID_KEY,
                "\"%s\": a key of %s is an object of exactly %s; %s"
                        .formatted(where, table.name(), String.join(", ", table.keyColumns()), found));
    }
}
