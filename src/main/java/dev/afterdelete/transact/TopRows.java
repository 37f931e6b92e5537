package dev.afterdelete.transact;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rows from which a cascade starts, and what their children hold. They may be gone, so it was found out beforehand.
 *
 * @param table their table
 * @param keys their keys, at least one
 * @param references what children hold, by the columns that they refer to
 */
public record TopRows(Table table, List<Key> keys, Map<List<String>, List<Key>> references) {
    public TopRows {
        keys = List.copyOf(keys);
        references = Map.copyOf(references);
    }

    /** What children hold that refer to the rows by {@code relation}; empty where nothing can. */
    public List<Key> referencesBy(Relation relation) {
        return Objects.requireNonNull(references.get(relation.parentColumns()), relation::name);
    }
}
