package dev.afterdelete.attempt;

import static dev.afterdelete.sql.Statements.lockKeysOf;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.sql.RowCondition.CreationMatch;
import dev.afterdelete.sql.Statements.Keyed;
import dev.afterdelete.transact.Spellings;
import dev.afterdelete.transact.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Tells rows that were meant from rows that have taken their place since, by the time of their creation.
 *
 * <p>Columns are as coarse as a second, some round and some truncate, and clocks differ. A row that was created within
 * a second of the time in question may be either, and so is neither deleted nor let go: its key is refused.
 */
final class Recreated {
    private static final Duration DOUBT = Duration.ofSeconds(1);

    private final Transaction transaction;
    private final KeyGroup group;
    private final String column;

    /** Of a group whose rows are told apart. */
    Recreated(Transaction transaction, KeyGroup group) {
        this.transaction = transaction;
        this.group = group;
        this.column = group.table().createdAt().orElseThrow();
    }

    /**
     * The rows that stand.
     *
     * @param old the ones that were meant
     * @param stale those that have taken their place
     */
    record Found(List<Key> old, List<Key> stale) {
        static final Found NOTHING = new Found(List.of(), List.of());
    }

    /** The latest creation of a row that surely stood at {@code deletedAt}. */
    static Instant surelyBefore(Instant deletedAt) {
        return deletedAt.minus(DOUBT);
    }

    /**
     * Locks the rows that stand, and tells them apart.
     *
     * @throws FaultException permanent: there is one that may be either
     */
    Found find() {
        var standing = named(group.keys(), rows(group.keys()));
        if (standing.isEmpty()) {
            return Found.NOTHING;
        }
        var earliest = surelyBefore(group.terms().earliest());
        var old = new ArrayList<>(named(standing, rows(standing).and(CreationMatch.by(column, earliest))));
        var stale = new ArrayList<Key>();
        if (old.size() < standing.size()) {
            var byTime = new LinkedHashMap<Instant, List<Key>>();
            without(standing, old)
                    .forEach(key -> byTime.computeIfAbsent(
                                    group.terms().deletedAt().get(key), _ -> new ArrayList<>())
                            .add(key));
            byTime.forEach((deletedAt, keys) -> {
                var newer = named(keys, rows(keys).and(CreationMatch.from(column, deletedAt.plus(DOUBT))));
                stale.addAll(newer);
                old.addAll(requireOld(without(keys, newer), deletedAt));
            });
        }
        return new Found(List.copyOf(old), List.copyOf(stale));
    }

    private List<Key> requireOld(List<Key> keys, Instant deletedAt) {
        if (!keys.isEmpty()
                && named(keys, rows(keys).and(CreationMatch.by(column, surelyBefore(deletedAt))))
                                .size()
                        < keys.size()) {
            throw new FaultException(Fault.of(FaultCode.CREATION_UNCLEAR));
        }
        return keys;
    }

    private Keyed<BoundQuery> rows(List<Key> keys) {
        return lockKeysOf(group.table()).whereKey(keys);
    }

    private List<Key> named(List<Key> keys, Keyed<BoundQuery> rows) {
        return Spellings.named(keys, transaction.keys(rows.limit(keys.size())));
    }

    private static List<Key> without(List<Key> keys, List<Key> fewer) {
        var gone = new HashSet<>(fewer);
        return keys.stream().filter(key -> !gone.contains(key)).toList();
    }
}
