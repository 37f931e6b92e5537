package dev.afterdelete.execute;

import dev.afterdelete.transact.Transaction;
import java.util.function.Function;

/** The database whose rows are deleted. One thread at a time. */
public interface Database {
    /**
     * Runs {@code work} in one transaction, and commits.
     *
     * <p><b>Atomic</b>: all changes of {@code work} are kept, or none; after any failure the transaction is rolled back
     * whole and never carried on. When the commit itself fails it may have arrived all the same.
     *
     * @return what {@code work} returned
     * @throws dev.afterdelete.fault.FaultException when the database does not do it, with the class that says whether
     *     trying again can help
     */
    <T> T transact(Function<Transaction, T> work);

    /**
     * Whether a change that met fewer rows than its limit proves that no more are left. True where the rows lie on one
     * server; where they may lie on several shards only a change that met none does.
     */
    boolean fewerProvesNone();
}
