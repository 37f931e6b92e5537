package dev.afterdelete.attempt;

import static dev.afterdelete.sql.Statements.lockKeysOf;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.plan.Guard;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.transact.MissingParents;
import dev.afterdelete.transact.Spellings;
import dev.afterdelete.transact.Transaction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Which keys of a group an attempt may act on, as its guard finds the rows under their lock.
 *
 * @param admitted those it may act on
 * @param live those whose row stands although it must not
 * @param guard what must be true of the admitted rows until the end
 */
record Admission(List<Key> admitted, List<Key> live, Guard guard) {
    static Admission of(Transaction transaction, KeyGroup group) {
        return switch (group.guard()) {
            case Guard.None _ -> new Admission(group.keys(), List.of(), group.guard());
            case Guard.NotLive(var softDelete) -> refusingLive(transaction, group, softDelete);
            case Guard.StillFlagged(var softDelete) ->
                new Admission(
                        Spellings.named(
                                group.keys(),
                                transaction.keys(lockKeysOf(group.table())
                                        .whereKey(group.keys())
                                        .andFlagged(softDelete)
                                        .limit(group.keys().size()))),
                        List.of(),
                        group.guard());
            case Guard.Orphaned orphaned -> ofOrphans(transaction, group, orphaned);
        };
    }

    private static Admission refusingLive(Transaction transaction, KeyGroup group, Optional<SoftDelete> softDelete) {
        var rows = lockKeysOf(group.table()).whereKey(group.keys());
        var standing = softDelete.map(rows::andNotFlagged).orElse(rows);
        var live = Spellings.named(
                group.keys(), transaction.keys(standing.limit(group.keys().size())));
        var refused = new HashSet<>(live);
        return new Admission(
                group.keys().stream().filter(key -> !refused.contains(key)).toList(), live, group.guard());
    }

    /** Parents first: one that another transaction has inserted and not yet committed is waited for. */
    private static Admission ofOrphans(Transaction transaction, KeyGroup group, Guard.Orphaned orphaned) {
        var relation = orphaned.relation();
        var gone = MissingParents.lockedAmong(transaction, relation, orphaned.values());
        if (gone.isEmpty()) {
            return new Admission(List.of(), List.of(), orphaned);
        }
        var rows = new HashSet<>(transaction.keys(lockKeysOf(group.table())
                .whereKey(group.keys())
                .and(relation, gone)
                .limit(group.keys().size())));
        return new Admission(
                group.keys().stream().filter(rows::contains).toList(), List.of(), new Guard.Orphaned(relation, gone));
    }
}
