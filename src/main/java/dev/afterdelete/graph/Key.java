package dev.afterdelete.graph;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The values of the columns that name one row, in the order in which its table declares them. Ordered column by column.
 *
 * @param values one a column, at least one
 */
public record Key(List<KeyValue> values) implements Comparable<Key> {
    public Key {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a key has at least one value");
        }
    }

    /** The key of one integer column. */
    public static Key of(long value) {
        return new Key(List.of(KeyValue.of(value)));
    }

    /** The key of one text column. */
    public static Key of(String value) {
        return new Key(List.of(KeyValue.of(value)));
    }

    /** The composite key of these values. */
    public static Key of(KeyValue... values) {
        return new Key(List.of(values));
    }

    @Override
    public int compareTo(Key other) {
        for (var column = 0; column < Math.min(values.size(), other.values.size()); column++) {
            var order = values.get(column).compareTo(other.values.get(column));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(values.size(), other.values.size());
    }

    /** The values, separated by commas. */
    @Override
    public String toString() {
        return values.stream().map(KeyValue::toString).collect(Collectors.joining(","));
    }
}
