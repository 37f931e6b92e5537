package dev.afterdelete.jdbc;

import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.execute.Database;
import dev.afterdelete.graph.Key;
import dev.afterdelete.live.Shards;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.transact.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The {@link Database} port on MySQL, MariaDB and Vitess. */
public final class JdbcDatabase implements Database {
    /** {@code keyspace:shard} or {@code keyspace/shard}. */
    private static final Pattern TO_ONE_SHARD = Pattern.compile("[:/]");

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
        return session.transact(connection -> work.apply(on(connection)));
    }

    @Override
    public List<Key> walk(BoundQuery page) {
        return session.read(connection -> on(connection).keys(page));
    }

    private Transaction on(Connection connection) {
        return new JdbcTransaction(connection, format, firstPause, session.directives(), session.shards());
    }

    @Override
    public boolean fewerProvesNone() {
        return session.shards() == Shards.ONE;
    }

    /** Whether a connection leads to a vtgate, of Vitess or of PlanetScale, by the version that it tells. */
    public static boolean isVtgate(Connection connection) throws SQLException {
        var version = connection.getMetaData().getDatabaseProductVersion().toLowerCase(Locale.ROOT);
        return version.contains("vitess") || version.contains("planetscale");
    }

    /**
     * On how many shards rows may lie, as a vtgate says of the connection's keyspace, unless the connection is to one
     * shard. One that does not say it may have many: what is right there is right for one, only slower.
     */
    static Shards shardsOf(Connection connection) throws SQLException {
        var target = Objects.requireNonNullElse(connection.getCatalog(), "");
        if (!isVtgate(connection) || TO_ONE_SHARD.matcher(target).find()) {
            return Shards.ONE;
        }
        try {
            return countShards(target.split("@", 2)[0], connection) == 1 ? Shards.ONE : Shards.MANY;
        } catch (SQLException refused) {
            if (connection.isValid(1)) {
                return Shards.MANY;
            }
            throw refused;
        }
    }

    private static int countShards(String keyspace, Connection connection) throws SQLException {
        var found = 0;
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW VITESS_SHARDS")) {
            while (row.next()) {
                found += row.getString(1).startsWith(keyspace + "/") ? 1 : 0;
            }
        }
        return found;
    }
}
