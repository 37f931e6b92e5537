package dev.afterdelete.plan;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;

/** Joins what many messages ask for into few key groups: the most important decision for speed. */
public final class Coalescer {
    /**
     * The most keys of one group. Beyond it, longer lists of keys were not measurably faster.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/range-optimization.html">MySQL: range optimization</a>
     */
    public static final int MAX_KEYS = 1_000;

    private Coalescer() {}

    /**
     * The key groups of a batch: one a table, or several where it has more than {@link #MAX_KEYS} keys. <b>Order</b>:
     * tables as first named, keys sorted.
     */
    public static List<KeyGroup> coalesce(Collection<CascadeMessage> messages) {
        var keysOf = new LinkedHashMap<Table, TreeSet<Key>>();
        for (var message : messages) {
            keysOf.computeIfAbsent(message.table(), _ -> new TreeSet<>()).addAll(message.keys());
        }
        var groups = new ArrayList<KeyGroup>();
        keysOf.forEach((table, keys) -> groups.addAll(groupsOf(table, guardOf(table), List.copyOf(keys))));
        return List.copyOf(groups);
    }

    /** The key groups of {@code keys}, at most {@link #MAX_KEYS} in each. */
    public static List<KeyGroup> groupsOf(Table table, Guard guard, List<Key> keys) {
        var groups = new ArrayList<KeyGroup>();
        for (var from = 0; from < keys.size(); from += MAX_KEYS) {
            groups.add(new KeyGroup(table, guard, keys.subList(from, Math.min(from + MAX_KEYS, keys.size()))));
        }
        return List.copyOf(groups);
    }

    private static Guard guardOf(Table table) {
        return switch (table.onLiveParent()) {
            case DELETE -> new Guard.None();
            case REFUSE -> new Guard.NotLive(table.softDelete());
        };
    }
}
