package dev.afterdelete.redrive;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The rows of the outbox that are marked as refused: they stand, and the relay leaves them alone. */
public interface RefusedDebts {
    /**
     * Reads some of them, by ascending id.
     *
     * @param after only rows with greater ids; 0 for the first page
     * @param limit at most so many
     * @return empty behind the last one
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    List<RefusedDebt> page(long after, int limit);

    /**
     * Makes rows owed again as if they had never been sent. Rows that are not refused, or not there, stay as they are.
     * <b>Idempotent</b>. <b>Atomic</b>: all or none.
     *
     * @param ids at most {@link #AT_ONCE}
     * @param pause how long the relay leaves them alone
     * @return how many rows were refused until now
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    int rearm(Collection<Long> ids, Duration pause);

    /**
     * Removes rows: they are owed no more. Rows that are not refused stay. <b>Idempotent</b>. <b>Atomic</b>: all or
     * none.
     *
     * @param ids at most {@link #AT_ONCE}
     * @return how many were removed
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    int forgive(Collection<Long> ids);

    /** The most rows of one call. */
    int AT_ONCE = 1_000;
}
