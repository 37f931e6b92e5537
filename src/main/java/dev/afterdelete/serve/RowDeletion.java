package dev.afterdelete.serve;

import static dev.afterdelete.sql.Statements.deleteFrom;
import static dev.afterdelete.sql.Statements.flag;
import static dev.afterdelete.sql.Statements.lockKeysOf;

import dev.afterdelete.attempt.Transaction;
import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.execute.Database;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a request does to the row itself, in one transaction, before anything follows from it. */
public final class RowDeletion {
    private final Database database;

    /** Changes rows of {@code database}. */
    public RowDeletion(Database database) {
        this.database = database;
    }

    /**
     * Deletes the one row of {@code message}, and owes its cascade to the outbox.
     *
     * <p><b>Atomic</b>: the delete and the debt commit together.
     *
     * @return the outbox row; empty when there was no such row, and then nothing is owed
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    public OptionalLong deleteOwing(CascadeMessage message) {
        var delete = deleteFrom(message.table()).whereKey(message.keys()).limit(1);
        return database.transact(transaction ->
                transaction.change(delete) == 0 ? OptionalLong.empty() : OptionalLong.of(transaction.owe(message)));
    }

    /**
     * Marks a row as deleted. <b>Idempotent</b>: one that is marked already keeps its mark.
     *
     * @return whether there is such a row
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    public boolean markDeleted(Table table, Key key, SoftDelete softDelete) {
        var mark = flag(table, softDelete)
                .whereKey(List.of(key))
                .andNotFlagged(softDelete)
                .limit(1);
        return database.transact(transaction ->
                transaction.change(mark) > 0 || find(transaction, table, key).isPresent());
    }

    /**
     * Whether there is such a row.
     *
     * @throws dev.afterdelete.fault.FaultException when the database does not answer
     */
    public boolean exists(Table table, Key key) {
        return database.transact(transaction -> find(transaction, table, key)).isPresent();
    }

    private static Optional<Key> find(Transaction transaction, Table table, Key key) {
        return transaction.keys(lockKeysOf(table).whereKey(List.of(key)).limit(1)).stream()
                .findFirst();
    }
}
