package dev.afterdelete.jdbc;

import dev.afterdelete.attempt.Transaction;
import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.sql.Probe;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One transaction on a connection with autocommit off; whoever made it ends it. */
final class JdbcTransaction implements Transaction {
    private final Connection connection;
    private final MessageFormat format;
    private final Duration firstPause;

    JdbcTransaction(Connection connection, MessageFormat format, Duration firstPause) {
        this.connection = connection;
        this.format = format;
        this.firstPause = firstPause;
    }

    @Override
    public long change(BoundChange change) {
        return asFault(_ -> {
            try (var statement = connection.prepareStatement(change.text())) {
                KeyBinding.bind(statement, change.values());
                return statement.executeLargeUpdate();
            }
        });
    }

    @Override
    public List<Key> keys(BoundQuery query) {
        return asFault(_ -> {
            try (var statement = connection.prepareStatement(query.text())) {
                KeyBinding.bind(statement, query.values());
                var keys = new ArrayList<Key>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        keys.add(KeyBinding.read(rows, query.table().keyTypes()));
                    }
                }
                return keys;
            }
        });
    }

    @Override
    public Set<Integer> probe(Probe probe) {
        return asFault(_ -> {
            try (var statement = connection.prepareStatement(probe.text())) {
                KeyBinding.bind(statement, probe.values());
                var places = new HashSet<Integer>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        places.add(rows.getInt(1));
                    }
                }
                return places;
            }
        });
    }

    @Override
    public long owe(CascadeMessage message) {
        return asFault(_ -> JdbcOutbox.append(connection, format.write(message), firstPause));
    }

    @Override
    public void settle(Collection<Long> outboxIds) {
        asFault(_ -> {
            JdbcOutbox.remove(connection, List.copyOf(outboxIds));
            return outboxIds;
        });
    }

    private <T> T asFault(JdbcSession.SqlWork<T> work) {
        try {
            return work.run(connection);
        } catch (SQLException error) {
            throw new FaultException(MySqlFaults.of(error), error);
        }
    }
}
