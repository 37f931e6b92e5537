package dev.afterdelete.execute;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.BoundCount;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.sql.Probe;
import dev.afterdelete.transact.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A {@link Database} in which one row of one table cannot be deleted, and {@code fault} says why. */
record PoisonedDatabase(Database database, Table table, Key poisoned, Fault fault) implements Database {
    @Override
    public <T> T transact(Function<Transaction, T> work) {
        return database.transact(transaction -> work.apply(new PoisonedTransaction(transaction)));
    }

    @Override
    public boolean fewerProvesNone(Optional<KeyValue> shard) {
        return database.fewerProvesNone(shard);
    }

    private final class PoisonedTransaction implements Transaction {
        private final Transaction transaction;

        private PoisonedTransaction(Transaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public long change(BoundChange change) {
            var meetsIt = change.condition().matches().stream()
                    .anyMatch(match -> match.keys().contains(poisoned));
            if (change.table().equals(table) && meetsIt) {
                throw new FaultException(fault);
            }
            return transaction.change(change);
        }

        @Override
        public List<Key> keys(BoundQuery query) {
            return transaction.keys(query);
        }

        @Override
        public long count(BoundCount count) {
            return transaction.count(count);
        }

        @Override
        public Set<Relation> probe(Probe probe) {
            return transaction.probe(probe);
        }

        @Override
        public long owe(CascadeMessage message) {
            return transaction.owe(message);
        }

        @Override
        public void settle(Collection<Debt> debts) {
            transaction.settle(debts);
        }

        @Override
        public void settleMoved(Collection<Debt> debts, Table table, Key from) {
            transaction.settleMoved(debts, table, from);
        }

        @Override
        public Optional<Moved> findMovedTo(Table table, Key from, Debt after) {
            return transaction.findMovedTo(table, from, after);
        }
    }
}
