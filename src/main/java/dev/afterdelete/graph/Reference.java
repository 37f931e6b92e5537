package dev.afterdelete.graph;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Columns of a child table that hold, together, what a unique key of its parent holds.
 *
 * @param child the table that holds the reference
 * @param columns the columns of the reference, at least one
 * @param parent the table that is referred to
 * @param parentColumns the columns that are referred to, one for each of {@code columns}: the parent's key in its
 *     declared order, or columns that it declares as {@code unique}
 */
public record Reference(Table child, List<String> columns, Table parent, List<String> parentColumns) {
    public Reference {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
        columns.forEach(Identifiers::require);
        if (columns.isEmpty() || columns.size() != parentColumns.size()) {
            throw new IllegalArgumentException(
                    "a reference has one column for each that it refers to: %s, %s".formatted(columns, parentColumns));
        }
        for (var column : parentColumns) {
            parent.typeOf(column);
        }
    }

    /** Whether all that is referred to is part of the parent's key, so that its key alone tells it. */
    public boolean isToKey() {
        return parent.keyColumns().containsAll(parentColumns);
    }

    /**
     * Whether a child certainly lies on the shard of its parent: the shard column of the one refers to that of the
     * other, or both go by one name and the reference names neither. True where neither table is sharded.
     */
    public boolean staysOnShard() {
        if (child.shardBy().isEmpty() || parent.shardBy().isEmpty()) {
            return child.shardBy().equals(parent.shardBy());
        }
        var own = child.shardBy().get().name();
        var above = parent.shardBy().get().name();
        var place = placeOf(own, columns);
        return place == placeOf(above, parentColumns) && (place >= 0 || own.equalsIgnoreCase(above));
    }

    /**
     * The shard columns of a child and of its parent.
     *
     * @param column of the child
     * @param parentColumn of the parent, which holds the same
     */
    public record ShardColumns(KeyColumn column, KeyColumn parentColumn) {}

    /** Those that a child shares with its parent beside the columns of the reference; empty where there are none. */
    public Optional<ShardColumns> besides() {
        return child.shardBy()
                .filter(own -> placeOf(own.name(), columns) < 0)
                .flatMap(own -> parent.shardBy().map(above -> new ShardColumns(own, above)));
    }

    private static int placeOf(String name, List<String> columns) {
        return IntStream.range(0, columns.size())
                .filter(place -> columns.get(place).equalsIgnoreCase(name))
                .findFirst()
                .orElse(-1);
    }

    /** The types of the columns, in order. */
    public List<KeyType> types() {
        return parentColumns.stream().map(parent::typeOf).toList();
    }

    /** What a child holds that refers to the row {@code key}; only where the reference is to the key. */
    public Key valuesOf(Key key) {
        if (parentColumns.equals(parent.keyColumns())) {
            return key;
        }
        return new Key(parentColumns.stream()
                .map(column -> key.values().get(parent.keyColumns().indexOf(column)))
                .toList());
    }

    /** The child table and the reference's columns, as {@code ingredients.recipe_id}. */
    @Override
    public String toString() {
        return child.name() + "." + String.join(",", columns);
    }
}
