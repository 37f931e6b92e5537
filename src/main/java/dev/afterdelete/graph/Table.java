package dev.afterdelete.graph;

import java.util.List;
import java.util.Optional;

/**
 * A declared table.
 *
 * @param name as in the database
 * @param key the columns that name one row, at least one; the default is an integer {@code id}
 * @param softDelete how a row is marked as deleted, if the table does that
 * @param onLiveParent what a {@code deleted} message means for a row that still stands
 * @param zeroKey whether a key that is 0 or empty is a row like any other, not "not set"
 * @param api whether the HTTP API has a route for this table
 */
public record Table(
        String name,
        List<KeyColumn> key,
        Optional<SoftDelete> softDelete,
        OnLiveParent onLiveParent,
        boolean zeroKey,
        boolean api) {
    public Table {
        Identifiers.require(name);
        key = List.copyOf(key);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("table " + name + " needs at least one key column");
        }
    }

    /** The table of this name with an integer key {@code id} and nothing else declared. */
    public static Table named(String name) {
        return new Table(
                name,
                List.of(new KeyColumn("id", KeyType.INTEGER)),
                Optional.empty(),
                OnLiveParent.DELETE,
                false,
                false);
    }

    /** The names of the key columns, in declared order. */
    public List<String> keyColumns() {
        return key.stream().map(KeyColumn::name).toList();
    }

    /** The types of the key columns, in declared order. */
    public List<KeyType> keyTypes() {
        return key.stream().map(KeyColumn::type).toList();
    }
}
