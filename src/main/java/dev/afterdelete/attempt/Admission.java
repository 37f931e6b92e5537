package dev.afterdelete.attempt;

import static dev.afterdelete.sql.Statements.lockKeysOf;
import static dev.afterdelete.sql.Statements.whileGone;

import dev.afterdelete.event.Change;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.plan.Guard;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.sql.RowCondition.CreationMatch;
import dev.afterdelete.sql.RowCondition.MarkMatch;
import dev.afterdelete.sql.Statements.Keyed;
import dev.afterdelete.transact.MissingParents;
import dev.afterdelete.transact.Spellings;
import dev.afterdelete.transact.Transaction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Which keys of a group an attempt may act on, as its terms find the rows under their lock.
 *
 * @param group the keys and their terms
 * @param admitted those it may act on
 * @param live those whose row stands although it must not
 * @param found the rows that stand, where nothing else holds them: only those may go
 */
record Admission(KeyGroup group, List<Key> admitted, List<Key> live, Recreated.Found found) {
    static Admission of(Transaction transaction, KeyGroup group) {
        return switch (group.terms().guard()) {
            case Guard.None _ -> telling(transaction, group);
            case Guard.NotLive(var softDelete) -> telling(transaction, group).refusingLive(transaction, softDelete);
            case Guard.StillFlagged(var softDelete) ->
                new Admission(
                        group,
                        named(
                                transaction,
                                group.keys(),
                                rows(group, group.keys()).and(MarkMatch.due(softDelete))),
                        List.of(),
                        Recreated.Found.NOTHING);
            case Guard.Orphaned orphaned -> ofOrphans(transaction, group, orphaned);
        };
    }

    private static Admission telling(Transaction transaction, KeyGroup group) {
        var found = found(transaction, group);
        return new Admission(group, group.keysWithout(found.stale()), List.of(), found);
    }

    /** What stands is locked before anything is looked for that hangs from it, so that nothing can be added to it. */
    private static Recreated.Found found(Transaction transaction, KeyGroup group) {
        if (group.terms().tellsApart()) {
            return new Recreated(transaction, group).find();
        }
        return isPlain(group)
                ? new Recreated.Found(
                        transaction.keys(
                                rows(group, group.keys()).limit(group.keys().size())),
                        List.of())
                : Recreated.Found.NOTHING;
    }

    private static boolean isPlain(KeyGroup group) {
        return group.change() instanceof Change.Deleted && group.terms().guard() instanceof Guard.None;
    }

    /** The lock comes first, so that no row that is marked now can be revived before this attempt has ended. */
    private Admission refusingLive(Transaction transaction, Optional<SoftDelete> softDelete) {
        if (admitted.isEmpty()) {
            return this;
        }
        var rows = rows(group, admitted);
        if (softDelete.isPresent()
                && transaction.keys(rows.limit(admitted.size())).isEmpty()) {
            return this;
        }
        var standing =
                named(transaction, admitted, softDelete.map(rows::andNotFlagged).orElse(rows));
        var refused = new HashSet<>(standing);
        return new Admission(
                group, admitted.stream().filter(key -> !refused.contains(key)).toList(), standing, found);
    }

    /** Parents first: one that another transaction has inserted and not yet committed is waited for. */
    private static Admission ofOrphans(Transaction transaction, KeyGroup group, Guard.Orphaned orphaned) {
        var relation = orphaned.relation();
        var gone = MissingParents.lockedAmong(transaction, relation, orphaned.values());
        if (gone.isEmpty()) {
            return new Admission(group, List.of(), List.of(), Recreated.Found.NOTHING);
        }
        var rows = new HashSet<>(transaction.keys(
                rows(group, group.keys()).and(relation, gone).limit(group.keys().size())));
        return new Admission(
                group.guardedBy(new Guard.Orphaned(relation, gone)),
                group.keys().stream().filter(rows::contains).toList(),
                List.of(),
                Recreated.Found.NOTHING);
    }

    /** The relation whose orphans the rows are; empty where they are no orphans. */
    Optional<Relation> orphanedBy() {
        return group.terms().guard() instanceof Guard.Orphaned(var relation, var _)
                ? Optional.of(relation)
                : Optional.empty();
    }

    /**
     * Only those of the rows at the top that still may be changed.
     *
     * @return empty when none may: they were not there when the attempt began, and so have come back if they are there
     *     by now
     */
    Optional<Keyed<BoundChange>> guarded(Keyed<BoundChange> rows) {
        var guarded = switch (group.terms().guard()) {
            case Guard.StillFlagged(var softDelete) -> Optional.of(rows.and(MarkMatch.due(softDelete)));
            case Guard.NotLive(var softDelete) -> softDelete.map(rows::andFlagged);
            case Guard.Orphaned(var relation, var values) ->
                Optional.of(whileGone(rows.and(relation, values), relation, values));
            case Guard.None _ -> isPlain(group) ? locked(rows) : Optional.of(rows);
        };
        return group.terms().tellsApart() ? guarded.flatMap(this::meant) : guarded;
    }

    /**
     * Requires that no row came back where there was none when the attempt began: one that is not there cannot be
     * locked, and what hangs from it by now may be the new row's.
     *
     * @throws FaultException transient: one did, so that it will be found when the attempt begins anew
     */
    void requireStillGone(Transaction transaction) {
        if (!cameBack(transaction).isEmpty()) {
            throw FaultException.of(FaultCode.ROW_CAME_BACK, FaultCode.ROW_CAME_BACK.meaning());
        }
    }

    private List<Key> cameBack(Transaction transaction) {
        var old = new HashSet<>(found.old());
        var gone = admitted.stream().filter(key -> !old.contains(key)).toList();
        if (gone.isEmpty()) {
            return List.of();
        }
        var rows = rows(group, gone);
        return switch (group.terms().guard()) {
            case Guard.None _ -> group.terms().tellsApart() ? transaction.keys(rows.limit(gone.size())) : List.of();
            case Guard.NotLive(var softDelete) ->
                transaction.keys(
                        softDelete.map(rows::andNotFlagged).orElse(rows).limit(gone.size()));
            case Guard.StillFlagged _, Guard.Orphaned _ -> List.of(); // all of them stand, and are locked
        };
    }

    private Optional<Keyed<BoundChange>> meant(Keyed<BoundChange> rows) {
        return locked(rows)
                .map(meant -> meant.and(CreationMatch.by(
                        group.table().createdAt().orElseThrow(),
                        Recreated.surelyBefore(group.terms().latest()))));
    }

    private Optional<Keyed<BoundChange>> locked(Keyed<BoundChange> rows) {
        if (found.old().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(found.old().size() == group.keys().size() ? rows : rows.andKey(found.old()));
    }

    private static Keyed<BoundQuery> rows(KeyGroup group, List<Key> keys) {
        return lockKeysOf(group.table()).whereKey(keys);
    }

    private static List<Key> named(Transaction transaction, List<Key> keys, Keyed<BoundQuery> rows) {
        return Spellings.named(keys, transaction.keys(rows.limit(keys.size())));
    }
}
