package dev.afterdelete.plan;

import dev.afterdelete.event.Change;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Table;
import java.util.List;

/**
 * Keys of one table that are done together.
 *
 * @param table the table
 * @param change what happened to the rows
 * @param guard what must be true of each row
 * @param keys sorted, without duplicates, at least one
 */
public record KeyGroup(Table table, Change change, Guard guard, List<Key> keys) {
    public KeyGroup {
        keys = keys.stream().sorted().distinct().toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a key group has at least one key");
        }
    }

    /** Deleted rows of which nothing but their key is known. */
    public static KeyGroup deleted(Table table, Guard guard, List<Key> keys) {
        return new KeyGroup(table, Change.Deleted.BY_KEY, guard, keys);
    }

    /** Whether there is only one key, so that no split can make the group smaller. */
    public boolean isSingle() {
        return keys.size() == 1;
    }

    /** The same for these keys only; at least one. */
    public KeyGroup only(List<Key> some) {
        return new KeyGroup(table, change, guard, some);
    }

    /** The lower and the upper half of the keys; only of a group that is not single. */
    public List<KeyGroup> halves() {
        if (isSingle()) {
            throw new IllegalStateException("a single key cannot be split");
        }
        var middle = keys.size() / 2;
        return List.of(only(keys.subList(0, middle)), only(keys.subList(middle, keys.size())));
    }
}
