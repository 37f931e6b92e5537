package dev.afterdelete.transact;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.BoundCount;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.sql.Probe;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An open transaction at READ COMMITTED. Every method throws {@link dev.afterdelete.fault.FaultException} when the
 * database does not do it; the transaction cannot be used after that.
 */
public interface Transaction {
    /**
     * Changes rows.
     *
     * @return how many rows were changed; a row that already was as wanted does not count
     */
    long change(BoundChange change);

    /**
     * Reads keys, with the lock that the query asks for.
     *
     * @return the keys, each with the columns of its table's key; in key order where the query has a cursor
     */
    List<Key> keys(BoundQuery query);

    /**
     * Counts rows, without a lock.
     *
     * @return at most the limit of {@code count}
     */
    long count(BoundCount count);

    /**
     * Asks which relations hold rows.
     *
     * @return those of the probe that do
     */
    Set<Relation> probe(Probe probe);

    /**
     * Writes an outbox row for {@code message}: from the commit on, its cascade is owed.
     *
     * @return the row's id
     */
    long owe(CascadeMessage message);

    /**
     * The same transaction, for rows of one shard: whatever it reads or changes names the shard.
     *
     * @param shard empty where no table is sharded
     */
    default Transaction on(Optional<KeyValue> shard) {
        return shard.<Transaction>map(value -> new OnShard(this, value)).orElse(this);
    }

    /**
     * Removes outbox rows: their cascades are done. <b>Idempotent</b>: a row that is already gone is no matter.
     *
     * @param debts at least one, all on one shard
     */
    void settle(Collection<Debt> debts);

    /**
     * Notes on outbox rows that their key updates are done; the rows stay for a while, so that an update which comes
     * late finds out where the row went. <b>Idempotent</b>.
     *
     * @param debts at least one, all on one shard
     * @param table the table of the row that got another key
     * @param from its old key; the new one is in the message
     */
    void settleMoved(Collection<Debt> debts, Table table, Key from);

    /**
     * Where the row went that had a key, as far as the outbox still knows. Outbox rows of one row's updates are
     * numbered in their order, because they are inserted while the row is locked.
     *
     * @param after the outbox row of the update that gave it that key; what is older was about another row
     * @return empty when nothing is known
     */
    Optional<Moved> findMovedTo(Table table, Key from, Debt after);

    /**
     * A key update that is done.
     *
     * @param to the key that the row got
     * @param debt its outbox row
     */
    record Moved(Key to, Debt debt) {}
}
