package dev.afterdelete.execute;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A row: columns by name; an absent column is NULL. Two rows are equal if their columns are. */
record Row(Map<String, KeyValue> columns) {
    Row {
        columns = Map.copyOf(columns);
    }

    static Row of(Object... namesAndValues) {
        var columns = new TreeMap<String, KeyValue>();
        for (var place = 0; place < namesAndValues.length; place += 2) {
            columns.put((String) namesAndValues[place], valueOf(namesAndValues[place + 1]));
        }
        return new Row(columns);
    }

    private static KeyValue valueOf(Object value) {
        return switch (value) {
            case Number number -> KeyValue.of(number.longValue());
            case Boolean truth -> KeyValue.of(truth ? 1 : 0);
            case String text -> KeyValue.of(text);
            default -> throw new IllegalArgumentException("not a value of a row: " + value);
        };
    }

    /** The values of these columns; empty where one of them is NULL. */
    Optional<Key> findKey(List<String> names) {
        return columns.keySet().containsAll(names) ? Optional.of(requireKey(names)) : Optional.empty();
    }

    Key requireKey(List<String> names) {
        return new Key(names.stream().map(columns::get).toList());
    }

    Row with(String column, Optional<KeyValue> value) {
        var changed = new TreeMap<>(columns);
        value.ifPresentOrElse(present -> changed.put(column, present), () -> changed.remove(column));
        return new Row(changed);
    }
}
