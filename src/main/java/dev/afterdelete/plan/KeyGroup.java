package dev.afterdelete.plan;

import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Keys of one table that are done together.
 *
 * @param table the table
 * @param change what happened to the rows
 * @param terms on what terms they may go
 * @param keys sorted, without duplicates, at least one
 * @param shard on which all of them lie; empty where the table is not sharded
 */
public record KeyGroup(Table table, Change change, Terms terms, List<Key> keys, Optional<KeyValue> shard) {
    public KeyGroup {
        keys = keys.stream().sorted().distinct().toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a key group has at least one key");
        }
        if (!table.shardBy().map(KeyColumn::type).equals(shard.map(KeyValue::type))) {
            throw new IllegalArgumentException("a key group names a shard where its table is sharded, and only there");
        }
        for (var key : keys) {
            if (table.shardOf(key)
                    .filter(named -> !shard.equals(Optional.of(named)))
                    .isPresent()) {
                throw new IllegalArgumentException("a key group never mixes shards");
            }
        }
        if (terms.tellsApart() && !terms.deletedAt().keySet().containsAll(keys)) {
            throw new IllegalArgumentException("rows are told apart by their time for all keys, or for none");
        }
    }

    /** Deleted rows of a table that is not sharded, of which nothing but their key is known. */
    public static KeyGroup deleted(Table table, Guard guard, List<Key> keys) {
        return deleted(table, guard, keys, Optional.empty());
    }

    /** Deleted rows on a shard of which nothing but their key is known. */
    public static KeyGroup deleted(Table table, Guard guard, List<Key> keys, Optional<KeyValue> shard) {
        return new KeyGroup(table, Change.Deleted.BY_KEY, Terms.of(guard), keys, shard);
    }

    /** Whether there is only one key, so that no split can make the group smaller. */
    public boolean isSingle() {
        return keys.size() == 1;
    }

    /** The same for these keys only; at least one. */
    public KeyGroup only(List<Key> some) {
        return new KeyGroup(table, change, terms.only(some), some, shard);
    }

    /** The same under another guard. */
    public KeyGroup guardedBy(Guard guard) {
        return new KeyGroup(table, change, terms.guardedBy(guard), keys, shard);
    }

    /** The keys that are not among {@code fewer}. */
    public List<Key> keysWithout(List<Key> fewer) {
        if (fewer.isEmpty()) {
            return keys;
        }
        var gone = new HashSet<>(fewer);
        return keys.stream().filter(key -> !gone.contains(key)).toList();
    }

    /** The key that the row of a key update had before; empty where no row got another key. */
    public Optional<Key> movedFrom() {
        return change instanceof Change.Rekeyed rekeyed
                ? rekeyed.previousKey(table, keys.getFirst())
                : Optional.empty();
    }

    /** Whether it is too early to begin: the cascade may turn out larger than the cap of the table. */
    public boolean isToBeCounted() {
        return table.cap().isPresent() && terms.approval() == Approval.NONE && change instanceof Change.Deleted;
    }

    /** The same, which may be of any size. */
    public KeyGroup approved() {
        return new KeyGroup(table, change, terms.approved(), keys, shard);
    }

    /** The keys in at most {@code most} groups of about one size. */
    public List<KeyGroup> parts(int most) {
        var each = (keys.size() + most - 1) / most;
        return IntStream.iterate(0, from -> from < keys.size(), from -> from + each)
                .mapToObj(from -> only(keys.subList(from, Math.min(from + each, keys.size()))))
                .toList();
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
