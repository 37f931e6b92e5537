package dev.afterdelete.serve;

import static dev.afterdelete.sql.Statements.flag;
import static dev.afterdelete.sql.Statements.keysOf;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.execute.Database;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.plan.Guard;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.plan.Planner;
import dev.afterdelete.preview.Cap;
import java.util.List;
import java.util.Optional;

/** What a request does to the row itself, in one transaction, before anything follows from it. */
public final class RowDeletion {
    private final Database database;
    private final Planner planner;

    /** Changes rows of {@code database}; {@code planner} says what would follow. */
    public RowDeletion(Database database, Planner planner) {
        this.database = database;
        this.planner = planner;
    }

    /**
     * Deletes the one row of {@code message}, and owes its cascade to the outbox.
     *
     * <p><b>Atomic</b>: the check whether anything forbids it, the delete and the debt commit together.
     *
     * @return the message as it is owed, with what it takes to find the row's children; empty when there was no such
     *     row, and then nothing is owed
     * @throws dev.afterdelete.fault.FaultException when a child row or the cap forbids it, or the database does not do
     *     it
     */
    public Optional<CascadeMessage> deleteOwing(CascadeMessage message) {
        var key = message.keys().getFirst();
        requireWithinCap(message, key);
        return database.transact(message.shardOf(key), transaction -> {
            var row = new DeletableRow(transaction, planner, message.table(), key);
            if (!row.isThere()) {
                return Optional.empty();
            }
            row.requireNotRestricted();
            var complete = message.continuation(row.key()).knowing(row.unique());
            row.delete();
            return Optional.of(complete.owedTo(transaction.owe(complete)).with(begun(message)));
        });
    }

    /**
     * Marks the one row of {@code message} as deleted. <b>Idempotent</b>: one that is marked already keeps its mark.
     *
     * @return whether there is such a row
     * @throws dev.afterdelete.fault.FaultException when a child row or the cap forbids it, or the database does not do
     *     it
     */
    public boolean markDeleted(CascadeMessage message, SoftDelete softDelete) {
        var table = message.table();
        var key = message.keys().getFirst();
        var mark = flag(table, softDelete)
                .whereKey(List.of(key))
                .andNotFlagged(softDelete)
                .limit(1);
        requireWithinCap(message, key);
        return database.transact(message.shardOf(key), transaction -> {
            var row = new DeletableRow(transaction, planner, table, key);
            if (!row.isThere()) {
                return false;
            }
            row.requireNotRestricted();
            transaction.change(mark);
            return true;
        });
    }

    /** Counted already, so that nothing that is inserted meanwhile can keep the cascade from what has begun. */
    private static Approval begun(CascadeMessage message) {
        return message.table().cap().isPresent()
                ? Approval.GIVEN
                : message.envelope().approval();
    }

    /** In a transaction of its own, so that the row is not locked while its children are counted. */
    private void requireWithinCap(CascadeMessage message, Key key) {
        var table = message.table();
        var group = KeyGroup.deleted(table, new Guard.None(), List.of(key), message.shardOf(key));
        if (group.isToBeCounted()
                && database.transact(
                        group.shard(),
                        transaction -> !transaction
                                        .keys(keysOf(table)
                                                .whereKey(List.of(key))
                                                .limit(1))
                                        .isEmpty()
                                && new Cap(transaction, planner.plan(table), () -> false).isExceededBy(group))) {
            throw Cap.exceeded(table);
        }
    }

    /**
     * Whether there is the one row of {@code message}.
     *
     * @throws dev.afterdelete.fault.FaultException when the database does not answer
     */
    public boolean exists(CascadeMessage message) {
        var key = message.keys().getFirst();
        return database.transact(
                message.shardOf(key),
                transaction -> new DeletableRow(transaction, planner, message.table(), key).isThere());
    }
}
