package dev.afterdelete.execute;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.transact.Transaction;
import java.util.Optional;
import java.util.function.Function;

/**
 * A {@link Database} with which there is no connection.
 *
 * @param fault why
 */
public record AwayDatabase(Fault fault) implements Database {
    @Override
    public <T> T transact(Function<Transaction, T> work) {
        throw new FaultException(fault);
    }

    @Override
    public boolean fewerProvesNone(Optional<KeyValue> shard) {
        return true;
    }
}
