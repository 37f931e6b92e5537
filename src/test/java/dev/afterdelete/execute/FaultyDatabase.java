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
import java.util.function.Supplier;

/** A {@link Database} in front of another one, whose statements and commits fail when it is told so. */
final class FaultyDatabase implements Database {
    private final Database database;
    private final Supplier<Optional<Fault>> beforeStatement;
    private final Supplier<Optional<Fault>> afterCommit;

    /**
     * Asks {@code beforeStatement} before each statement and {@code afterCommit} after each commit that has arrived.
     */
    FaultyDatabase(
            Database database, Supplier<Optional<Fault>> beforeStatement, Supplier<Optional<Fault>> afterCommit) {
        this.database = database;
        this.beforeStatement = beforeStatement;
        this.afterCommit = afterCommit;
    }

    @Override
    public <T> T transact(Function<Transaction, T> work) {
        var result = database.transact(transaction -> work.apply(new FaultyTransaction(transaction)));
        failIf(afterCommit.get());
        return result;
    }

    @Override
    public boolean fewerProvesNone(Optional<KeyValue> shard) {
        return database.fewerProvesNone(shard);
    }

    private static void failIf(Optional<Fault> fault) {
        if (fault.isPresent()) {
            throw new FaultException(fault.get());
        }
    }

    private final class FaultyTransaction implements Transaction {
        private final Transaction transaction;

        private FaultyTransaction(Transaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public long change(BoundChange change) {
            failIf(beforeStatement.get());
            return transaction.change(change);
        }

        @Override
        public List<Key> keys(BoundQuery query) {
            failIf(beforeStatement.get());
            return transaction.keys(query);
        }

        @Override
        public long count(BoundCount count) {
            failIf(beforeStatement.get());
            return transaction.count(count);
        }

        @Override
        public Set<Relation> probe(Probe probe) {
            failIf(beforeStatement.get());
            return transaction.probe(probe);
        }

        @Override
        public long owe(CascadeMessage message) {
            failIf(beforeStatement.get());
            return transaction.owe(message);
        }

        @Override
        public void settle(Collection<Debt> debts) {
            failIf(beforeStatement.get());
            transaction.settle(debts);
        }

        @Override
        public void settleMoved(Collection<Debt> debts, Table table, Key from) {
            failIf(beforeStatement.get());
            transaction.settleMoved(debts, table, from);
        }

        @Override
        public Optional<Moved> findMovedTo(Table table, Key from, Debt after) {
            failIf(beforeStatement.get());
            return transaction.findMovedTo(table, from, after);
        }
    }
}
