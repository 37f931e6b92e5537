package dev.afterdelete.plan;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Change.Descent;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

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
     * The key groups of a batch: one for each table and what happened to its rows, or several where there are more than
     * {@link #MAX_KEYS} keys; a key update stands alone. <b>Order</b>: as first named, keys sorted.
     *
     * @param messages that do not say different things of one row
     */
    public static List<KeyGroup> coalesce(Collection<CascadeMessage> messages) {
        var errands = new LinkedHashMap<Errand, TreeMap<Key, Wish>>();
        for (var message : messages) {
            var ofErrand = errands.computeIfAbsent(Errand.of(message), _ -> new TreeMap<>());
            message.keys().forEach(key -> ofErrand.merge(key, Wish.of(message), Wish::and));
        }
        var unique = unique(messages);
        var owed = owed(messages);
        var groups = new ArrayList<KeyGroup>();
        errands.forEach((errand, wishes) -> groups.addAll(
                switch (errand.change()) {
                    case Change.Rekeyed rekeyed ->
                        wishes.keySet().stream()
                                .map(key -> new KeyGroup(
                                        errand.table(),
                                        new Change.Rekeyed(rekeyed.previous(), owedBy(owed, new Update(errand, key))),
                                        Terms.NONE,
                                        List.of(key)))
                                .toList();
                    case Change.Deleted _, Change.Updated _ ->
                        Wish.byTerms(wishes).entrySet().stream()
                                .flatMap(like -> groupsOf(
                                        errand.table(),
                                        errand.complete(unique),
                                        like.getKey().terms(guardOf(errand.table(), errand.change()), like.getValue()),
                                        List.copyOf(like.getValue().keySet()))
                                        .stream())
                                .toList();
                }));
        return withDescents(groups, messages);
    }

    /** A key below which an invocation has been before stands alone, so that the way down can be taken up. */
    private static List<KeyGroup> withDescents(List<KeyGroup> groups, Collection<CascadeMessage> messages) {
        var descents = new HashMap<Row, Descent>();
        for (var message : messages) {
            if (message.change() instanceof Change.Deleted(var _, var descent) && descent.isPresent()) {
                descents.merge(new Row(message.table(), descent.get().top()), descent.get(), Coalescer::deeper);
            }
        }
        return descents.isEmpty()
                ? List.copyOf(groups)
                : groups.stream()
                        .flatMap(group -> carved(group, descents).stream())
                        .toList();
    }

    private static List<KeyGroup> carved(KeyGroup group, Map<Row, Descent> descents) {
        if (!(group.change() instanceof Change.Deleted(var unique, var _))) {
            return List.of(group);
        }
        var carved = new ArrayList<KeyGroup>();
        var plain = new ArrayList<Key>();
        for (var key : group.keys()) {
            var descent = descents.get(new Row(group.table(), key));
            if (descent == null) {
                plain.add(key);
            } else {
                var change = new Change.Deleted(unique, Optional.of(descent));
                var alone = List.of(key);
                carved.add(new KeyGroup(group.table(), change, group.terms().only(alone), alone));
            }
        }
        if (!plain.isEmpty()) {
            carved.addFirst(group.only(plain));
        }
        return carved;
    }

    private static Descent deeper(Descent one, Descent other) {
        return one.rungs().size() >= other.rungs().size() ? one : other;
    }

    private record Row(Table table, Key key) {}

    /** The key groups of deleted rows of which nothing but their key is known, at most {@link #MAX_KEYS} in each. */
    public static List<KeyGroup> groupsOf(Table table, Guard guard, List<Key> keys) {
        return groupsOf(table, Change.Deleted.BY_KEY, Terms.of(guard), keys);
    }

    private static List<KeyGroup> groupsOf(Table table, Change change, Terms terms, List<Key> keys) {
        var groups = new ArrayList<KeyGroup>();
        for (var from = 0; from < keys.size(); from += MAX_KEYS) {
            var some = keys.subList(from, Math.min(from + MAX_KEYS, keys.size()));
            groups.add(new KeyGroup(table, change, terms.only(some), some));
        }
        return List.copyOf(groups);
    }

    private static Map<Table, Map<Key, Map<String, Optional<KeyValue>>>> unique(Collection<CascadeMessage> messages) {
        var known = new HashMap<Table, Map<Key, Map<String, Optional<KeyValue>>>>();
        for (var message : messages) {
            if (message.change() instanceof Change.Deleted(var unique, var _) && !unique.isEmpty()) {
                var ofTable = known.computeIfAbsent(message.table(), _ -> new HashMap<>());
                unique.forEach((key, held) -> ofTable.merge(key, held, Coalescer::joined));
            }
        }
        return known;
    }

    private static Map<String, Optional<KeyValue>> joined(
            Map<String, Optional<KeyValue>> some, Map<String, Optional<KeyValue>> more) {
        var joined = new HashMap<>(some);
        joined.putAll(more);
        return joined;
    }

    /** The oldest outbox row of each key update that is owed. */
    private static Map<Update, Long> owed(Collection<CascadeMessage> messages) {
        var owed = new HashMap<Update, Long>();
        for (var message : messages) {
            message.envelope()
                    .outbox()
                    .ifPresent(id -> owed.merge(
                            new Update(Errand.of(message), message.keys().getFirst()), id, Math::min));
        }
        return owed;
    }

    private static OptionalLong owedBy(Map<Update, Long> owed, Update update) {
        var id = owed.get(update);
        return id == null ? OptionalLong.empty() : OptionalLong.of(id);
    }

    private static Guard guardOf(Table table, Change change) {
        return switch (change) {
            case Change.Deleted _ ->
                switch (table.onLiveParent()) {
                    case DELETE -> new Guard.None();
                    case REFUSE -> new Guard.NotLive(table.softDelete());
                };
            case Change.Rekeyed _, Change.Updated _ -> new Guard.None();
        };
    }

    private record Errand(Table table, Change change) {
        static Errand of(CascadeMessage message) {
            return new Errand(message.table(), message.change().errand());
        }

        Change complete(Map<Table, Map<Key, Map<String, Optional<KeyValue>>>> unique) {
            return change instanceof Change.Deleted && unique.containsKey(table)
                    ? new Change.Deleted(unique.getOrDefault(table, Map.of()))
                    : change;
        }
    }

    private record Update(Errand errand, Key key) {}
}
