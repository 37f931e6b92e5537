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
 * A transaction that stays on one shard: every statement names it, whoever makes the statement. So rows of another
 * shard are never met, be their keys and references the same. Messages and outbox rows say by themselves where they
 * belong.
 */
final class OnShard implements Transaction {
    private final Transaction transaction;
    private final KeyValue shard;

    OnShard(Transaction transaction, KeyValue shard) {
        this.transaction = transaction;
        this.shard = shard;
    }

    @Override
    public long change(BoundChange change) {
        return transaction.change(change.on(shard));
    }

    @Override
    public List<Key> keys(BoundQuery query) {
        return transaction.keys(query.on(shard));
    }

    @Override
    public long count(BoundCount count) {
        return transaction.count(count.on(shard));
    }

    @Override
    public Set<Relation> probe(Probe probe) {
        return transaction.probe(probe.on(shard));
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
