package dev.afterdelete.plan;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Change.Descent;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

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
     * The key groups of a batch: one for each table, shard and what happened to its rows, or several where there are
     * more than {@link #MAX_KEYS} keys; a key update stands alone. <b>Order</b>: as first named, keys sorted.
     *
     * @param messages that do not say different things of one row
     */
    public static List<KeyGroup> coalesce(Collection<CascadeMessage> messages) {
        var errands = new LinkedHashMap<Errand, TreeMap<Key, Wish>>();
        for (var message : messages) {
            message.keysByShard().forEach((shard, keys) -> {
                var ofErrand = errands.computeIfAbsent(
                        new Errand(message.table(), shard, message.change().errand()), _ -> new TreeMap<>());
                keys.forEach(key -> ofErrand.merge(key, Wish.of(message), Wish::and));
            });
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
                                        List.of(key),
                                        errand.shard()))
                                .toList();
                    case Change.Deleted _, Change.Updated _ ->
                        Wish.byTerms(wishes).entrySet().stream()
                                .flatMap(like -> groupsOf(
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
                var top = descent.get().top();
                if (message.keys().contains(top)) {
                    descents.merge(Row.of(message, top), descent.get(), Coalescer::deeper);
                }
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
            var descent = descents.get(new Row(group.table(), group.shard(), key));
            if (descent == null) {
                plain.add(key);
            } else {
                var change = new Change.Deleted(unique, Optional.of(descent));
                var alone = List.of(key);
                carved.add(new KeyGroup(group.table(), change, group.terms().only(alone), alone, group.shard()));
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

    /**
     * The key groups of deleted rows of which nothing but their key is known, at most {@link #MAX_KEYS} in each.
     *
     * @param shard on which all of them lie; empty where the table is not sharded
     */
    public static List<KeyGroup> groupsOf(Table table, Optional<KeyValue> shard, Guard guard, List<Key> keys) {
        return groupsOf(new Errand(table, shard, Change.Deleted.BY_KEY), Terms.of(guard), keys);
    }

    private static List<KeyGroup> groupsOf(Errand errand, Terms terms, List<Key> keys) {
        var groups = new ArrayList<KeyGroup>();
        for (var from = 0; from < keys.size(); from += MAX_KEYS) {
            var some = keys.subList(from, Math.min(from + MAX_KEYS, keys.size()));
            groups.add(new KeyGroup(errand.table(), errand.change(), terms.only(some), some, errand.shard()));
        }
        return List.copyOf(groups);
    }

    private static Map<Errand, Map<Key, Map<String, Optional<KeyValue>>>> unique(Collection<CascadeMessage> messages) {
        var known = new HashMap<Errand, Map<Key, Map<String, Optional<KeyValue>>>>();
        for (var message : messages) {
            if (message.change() instanceof Change.Deleted(var unique, var _)) {
                message.keys().stream()
                        .filter(unique::containsKey)
                        .forEach(key -> known.computeIfAbsent(Errand.of(message, key), _ -> new HashMap<>())
                                .merge(key, unique.getOrDefault(key, Map.of()), Coalescer::joined));
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
    private static Map<Update, Debt> owed(Collection<CascadeMessage> messages) {
        var owed = new HashMap<Update, Debt>();
        for (var message : messages) {
            var key = message.keys().getFirst();
            message.envelope()
                    .debt()
                    .ifPresent(debt -> owed.merge(
                            new Update(Errand.of(message, key), key),
                            debt,
                            BinaryOperator.minBy(Comparator.comparingLong(Debt::outbox))));
        }
        return owed;
    }

    private static Optional<Debt> owedBy(Map<Update, Debt> owed, Update update) {
        return Optional.ofNullable(owed.get(update));
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

    /** What was asked for, but for the keys. */
    private record Errand(Table table, Optional<KeyValue> shard, Change change) {
        static Errand of(CascadeMessage message, Key key) {
            return new Errand(
                    message.table(), message.shardOf(key), message.change().errand());
        }

        Errand complete(Map<Errand, Map<Key, Map<String, Optional<KeyValue>>>> known) {
            return known.containsKey(this)
                    ? new Errand(table, shard, new Change.Deleted(known.getOrDefault(this, Map.of())))
                    : this;
        }
    }

    private record Update(Errand errand, Key key) {}
}
