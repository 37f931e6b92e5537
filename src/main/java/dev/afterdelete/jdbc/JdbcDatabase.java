package dev.afterdelete.jdbc;

import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.execute.Database;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.transact.Transaction;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The {@link Database} port on MySQL, MariaDB and Vitess. */
public final class JdbcDatabase implements Database {
    private final JdbcSession session;
    private final MessageFormat format;
    private final Duration firstPause;

    /**
     * Works through {@code session}.
     *
     * @param format writes the messages of the outbox
     * @param firstPause how long a new outbox row waits before the relay may take it
     */
    public JdbcDatabase(JdbcSession session, MessageFormat format, Duration firstPause) {
        this.session = session;
        this.format = format;
        this.firstPause = firstPause;
    }

    @Override
    public <T> T transact(Function<Transaction, T> work) {
        return session.transact(connection -> work.apply(on(connection, session.directives())));
    }

    @Override
    public List<Key> walk(BoundQuery page) {
        return session.read(
                connection -> on(connection, session.directives().ofWalk()).keys(page));
    }

    private Transaction on(Connection connection, Directives directives) {
        return new JdbcTransaction(connection, format, firstPause, directives, session.shards());
    }

    @Override
    public boolean fewerProvesNone(Optional<KeyValue> shard) {
        return session.shards().isOneFor(shard);
    }
}
