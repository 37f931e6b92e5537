package dev.afterdelete.execute;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.transact.Transaction;
import java.util.List;
import java.util.Optional;
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
     * The same for rows of one shard: every statement of {@code work} names it.
     *
     * @param shard empty where no table is sharded
     */
    default <T> T transact(Optional<KeyValue> shard, Function<Transaction, T> work) {
        return transact(transaction -> work.apply(transaction.on(shard)));
    }

    /**
     * Reads rows of a walk over a whole table, wherever they lie: those of each shard as they were last committed
     * there.
     *
     * @return as {@link Transaction#keys}
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    default List<Key> walk(BoundQuery page) {
        return transact(transaction -> transaction.keys(page));
    }

    /**
     * Whether a change that met fewer rows than its limit proves that no more are left. True where all of them lie on
     * one server; where they may lie on several shards only a change that met none does.
     *
     * @param shard that every change names; empty where none does
     */
    boolean fewerProvesNone(Optional<KeyValue> shard);
}
