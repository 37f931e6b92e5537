package dev.afterdelete.jdbc;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.OwedMessage;
import dev.afterdelete.event.Reading;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.jdbc.OutboxShards.OutboxShard;
import dev.afterdelete.live.Shards;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.BoundCount;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.sql.Probe;
import dev.afterdelete.transact.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One transaction on a connection with autocommit off; whoever made it ends it. */
final class JdbcTransaction implements Transaction {
    private final Connection connection;
    private final MessageFormat format;
    private final Duration firstPause;
    private final Directives directives;
    private final Shards shards;

    JdbcTransaction(
            Connection connection, MessageFormat format, Duration firstPause, Directives directives, Shards shards) {
        this.connection = connection;
        this.format = format;
        this.firstPause = firstPause;
        this.directives = directives;
        this.shards = shards;
    }

    @Override
    public long change(BoundChange change) {
        if (shards.isOneFor(change.shard())) {
            return run(change);
        }
        var keys = keys(change.keys());
        return keys.isEmpty() ? 0 : run(change.ofKeys(keys));
    }

    private long run(BoundChange change) {
        return asFault(_ -> {
            try (var statement = directives.prepare(connection, change.text())) {
                KeyBinding.bind(statement, change.values());
                return statement.executeLargeUpdate();
            }
        });
    }

    @Override
    public List<Key> keys(BoundQuery query) {
        return asFault(_ -> {
            try (var statement = directives.prepare(connection, query.text())) {
                KeyBinding.bind(statement, query.values());
                var keys = new ArrayList<Key>();
                var types = query.columns().stream().map(KeyColumn::type).toList();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        keys.add(KeyBinding.read(rows, types));
                    }
                }
                return keys;
            }
        });
    }

    @Override
    public long count(BoundCount count) {
        return asFault(_ -> {
            try (var statement = directives.prepare(connection, count.text())) {
                KeyBinding.bind(statement, count.values());
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? rows.getLong(1) : 0;
                }
            }
        });
    }

    @Override
    public Set<Relation> probe(Probe probe) {
        return asFault(_ -> {
            try (var statement = directives.prepare(connection, probe.text())) {
                KeyBinding.bind(statement, probe.values());
                var holding = new HashSet<Relation>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        holding.add(probe.relations().get(rows.getInt(1)));
                    }
                }
                return holding;
            }
        });
    }

    @Override
    public long owe(CascadeMessage message) {
        var shard = new OutboxShard(message.shard());
        return asFault(_ -> JdbcOutbox.append(connection, directives, format.write(message), firstPause, shard));
    }

    @Override
    public void settle(Collection<Debt> debts) {
        asFault(_ -> {
            JdbcOutbox.remove(connection, directives, List.copyOf(debts));
            return debts;
        });
    }

    @Override
    public void settleMoved(Collection<Debt> debts, Table table, Key from) {
        asFault(_ -> {
            trace(List.copyOf(debts), MovedFrom.digest(table, from));
            return debts;
        });
    }

    @Override
    public Optional<Moved> findMovedTo(Table table, Key from, Debt after) {
        var next = asFault(_ -> findMoved(MovedFrom.digest(table, from), after));
        return next.flatMap(done -> switch (format.read(done.body())) {
            case Reading.Understood(var moved)
            when moved.table().equals(table) ->
                Optional.of(
                        new Moved(moved.keys().getFirst(), Debt.of(done.id()).on(after.shard())));
            case Reading.Understood _, Reading.Refused _ -> Optional.empty();
        });
    }

    /** Notes that rows are done, as part of the caller's own transaction; they are found again by {@code movedFrom}. */
    private void trace(List<Debt> debts, byte[] movedFrom) throws SQLException {
        var rows = JdbcOutbox.Rows.of(debts);
        var text = "UPDATE afterdelete_outbox SET done_at = CURRENT_TIMESTAMP(6), moved_from = ?" + rows.where();
        try (var update = directives.prepare(connection, text)) {
            update.setBytes(1, movedFrom);
            rows.bind(update, 2);
            update.executeUpdate();
        }
    }

    /** The next key update from {@code movedFrom} after a given one that is known to be done. */
    private Optional<OwedMessage> findMoved(byte[] movedFrom, Debt after) throws SQLException {
        var shard = new OutboxShard(after.shard());
        var text = """
                SELECT id, message
                  FROM afterdelete_outbox
                 WHERE moved_from = ? AND id > ?%s
                 ORDER BY id
                 LIMIT 1
                """.formatted(shard.condition());
        try (var query = directives.prepare(connection, text)) {
            query.setBytes(1, movedFrom);
            query.setLong(2, after.outbox());
            shard.bind(query, 3);
            try (var row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new OwedMessage(row.getLong(1), row.getString(2), 0, 0))
                        : Optional.empty();
            }
        }
    }

    private <T> T asFault(JdbcSession.SqlWork<T> work) {
        try {
            return work.run(connection);
        } catch (SQLException error) {
            throw new FaultException(MySqlFaults.of(error), error);
        }
    }

    /** The old key of a row that got another one, as the outbox is searched for it: of one length, whatever the key. */
    private static final class MovedFrom {
        private MovedFrom() {}

        /** SHA-256 of table and key: 32 bytes. */
        static byte[] digest(Table table, Key key) {
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                digest.update(table.name().getBytes(StandardCharsets.UTF_8));
                for (var value : key.values()) {
                    digest.update((byte) 0);
                    digest.update(value.toString().getBytes(StandardCharsets.UTF_8));
                }
                return digest.digest();
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java has SHA-256", e);
            }
        }
    }
}
