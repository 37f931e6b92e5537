package dev.afterdelete.jdbc;

import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.transact.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;

/** One moment of the database, to be read only: the server itself refuses to write. */
public final class JdbcSnapshot {
    private final JdbcSession session;
    private final MessageFormat format;

    /** Reads through {@code session}. */
    public JdbcSnapshot(JdbcSession session, MessageFormat format) {
        this.session = session;
        this.format = format;
    }

    /**
     * Runs {@code work}, whose plain reads all see the same moment: when it begins; behind Vitess, for each shard when
     * it is read first.
     *
     * @return what {@code work} returned
     * @throws dev.afterdelete.fault.FaultException when the database does not do it, or {@code work} writes
     */
    public <T> T read(Function<Transaction, T> work) {
        return session.transact(connection -> {
            begin(connection);
            return work.apply(
                    new JdbcTransaction(connection, format, Duration.ZERO, session.directives(), session.shards()));
        });
    }

    /**
     * At READ COMMITTED every statement has a moment of its own, so this one transaction has another isolation.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/commit.html">MySQL: START TRANSACTION</a>
     */
    private static void begin(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        }
    }
}
