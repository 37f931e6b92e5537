package dev.afterdelete;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.execute.Database;
import dev.afterdelete.graph.Key;
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

/** A database in which no row stands, and which is no server: what a rehearsal finds. */
final class EmptyDatabase implements Database {
    @Override
    public <T> T transact(Function<Transaction, T> work) {
        return work.apply(new NoRows());
    }

    @Override
    public boolean fewerProvesNone() {
        return true;
    }

    private static final class NoRows implements Transaction {
        @Override
        public long change(BoundChange change) {
            return 0;
        }

        @Override
        public List<Key> keys(BoundQuery query) {
            return List.of();
        }

        @Override
        public long count(BoundCount count) {
            return 0;
        }

        @Override
        public Set<Relation> probe(Probe probe) {
            return Set.of();
        }

        @Override
        public long owe(CascadeMessage message) {
            throw new UnsupportedOperationException("a rehearsal owes nothing");
        }

        @Override
        public void settle(Collection<Long> outboxIds) {
            throw new UnsupportedOperationException("a rehearsal owes nothing");
        }

        @Override
        public void settleMoved(Collection<Long> outboxIds, Table table, Key from) {
            throw new UnsupportedOperationException("a rehearsal owes nothing");
        }

        @Override
        public Optional<Moved> findMovedTo(Table table, Key from, long after) {
            return Optional.empty();
        }
    }
}
