package dev.afterdelete.wire;

import static dev.afterdelete.fault.FaultCode.INVALID_KEY;

import dev.afterdelete.fault.FaultException;
import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.json.JsonValue;
import dev.afterdelete.wire.json.JsonValue.Members;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the key of one row, in exactly the shape that its table declares. */
final class KeyReader {
    private static final JsonValue NULL = new JsonValue.Word("null");

    private final Table table;
    private final List<String> keyColumns;
    private final Map<String, KeyColumn> columns;

    KeyReader(Table table) {
        this.table = table;
        this.keyColumns = table.keyColumns();
        this.columns = table.columns().stream().collect(Collectors.toMap(KeyColumn::name, column -> column));
    }

    /**
     * A row as a message names it.
     *
     * @param key its key
     * @param unique what its other unique columns hold, as far as the message says; an empty value is NULL
     */
    record Row(Key key, Map<String, Optional<KeyValue>> unique) {}

    /**
     * Reads a row: the value itself for a key of one column, an object with the key's columns for a composite one. An
     * object may also say what other unique columns hold.
     *
     * @param where the place in the message, as in {@code ids[3]}
     * @throws FaultException permanent: the value is no key of the table
     */
    Row read(JsonValue json, String where) {
        var isObject = json instanceof Members;
        if (table.key().size() == 1 && !(isObject && !table.unique().isEmpty())) {
            return new Row(
                    new Key(List.of(new KeyValueReader(table, table.key().getFirst(), where).read(json))), Map.of());
        }
        return switch (json) {
            case Members parts -> row(parts.fields(), where);
            case JsonValue other -> throw wrongShape(where, "found " + other.kind());
        };
    }

    /**
     * Reads what columns of the row held before: at least one of those to which children may refer.
     *
     * @throws FaultException permanent: it is no object of such columns
     */
    Map<String, Optional<KeyValue>> readPrevious(JsonValue json, String where) {
        if (!(json instanceof Members object) || object.fields().isEmpty()) {
            throw FaultException.of(
                    INVALID_KEY,
                    "\"%s\": expected an object of columns and what they held before: %s"
                            .formatted(where, String.join(", ", columnNames())));
        }
        var previous = new LinkedHashMap<String, Optional<KeyValue>>();
        object.fields()
                .forEach((name, part) ->
                        previous.put(name, value(find(name).orElseThrow(() -> unknown(name, where)), part, where)));
        return previous;
    }

    private Row row(Map<String, JsonValue> parts, String where) {
        var unique = new HashMap<String, Optional<KeyValue>>(0);
        for (var part : parts.entrySet()) {
            if (!keyColumns.contains(part.getKey())) {
                var column = find(part.getKey())
                        .orElseThrow(() -> wrongShape(
                                where,
                                "found %s%s"
                                        .formatted(
                                                Quote.of(part.getKey()), Spelling.hint(part.getKey(), columnNames()))));
                unique.put(column.name(), value(column, part.getValue(), where));
            }
        }
        var values = new ArrayList<KeyValue>(table.key().size());
        for (var column : table.key()) {
            var part = parts.get(column.name());
            if (part == null) {
                throw wrongShape(where, Quote.of(column.name()) + " is missing");
            }
            values.add(new KeyValueReader(table, column, where).read(part));
        }
        return new Row(new Key(values), unique);
    }

    private Optional<KeyValue> value(KeyColumn column, JsonValue json, String where) {
        var isKey = table.key().contains(column);
        return json.equals(NULL) && !isKey
                ? Optional.empty()
                : Optional.of(new KeyValueReader(table, column, where).read(json));
    }

    private Optional<KeyColumn> find(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    private List<String> columnNames() {
        return table.columns().stream().map(KeyColumn::name).toList();
    }

    private FaultException unknown(String name, String where) {
        return FaultException.of(
                INVALID_KEY,
                "\"%s\": nothing refers to a column %s of %s, only to %s%s"
                        .formatted(
                                where,
                                Quote.of(name),
                                table.name(),
                                String.join(", ", columnNames()),
                                Spelling.hint(name, columnNames())));
    }

    private FaultException wrongShape(String where, String found) {
        return FaultException.of(
                INVALID_KEY,
                "\"%s\": a key of %s is an object of exactly %s%s; %s"
                        .formatted(
                                where,
                                table.name(),
                                String.join(", ", table.keyColumns()),
                                table.unique().isEmpty() ? "" : ", and any other unique column",
                                found));
    }
}
