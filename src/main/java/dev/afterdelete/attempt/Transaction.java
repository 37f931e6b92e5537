package dev.afterdelete.attempt;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.graph.Key;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.sql.Probe;
import java.util.Collection;
import java.util.List;
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
     * Asks which relations hold rows.
     *
     * @return the places, within the probe, of the relations that do
     */
    Set<Integer> probe(Probe probe);

    /**
     * Writes an outbox row for {@code message}: from the commit on, its cascade is owed.
     *
     * @return the row's id
     */
    long owe(CascadeMessage message);

    /**
     * Removes outbox rows: their cascades are done. <b>Idempotent</b>: a row that is already gone is no matter.
     *
     * @param outboxIds at least one
     */
    void settle(Collection<Long> outboxIds);
}
