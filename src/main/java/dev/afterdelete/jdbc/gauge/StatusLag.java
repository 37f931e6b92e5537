package dev.afterdelete.jdbc.gauge;

import dev.afterdelete.execute.Throttle.HoldReason;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.throttle.Gauge;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far behind replicas are, as the server itself says: a vtgate of all replicas of the keyspace, a replica of
 * itself, which needs {@code REPLICATION CLIENT}, on MariaDB {@code REPLICA MONITOR}. In whole seconds.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/show-replica-status.html">MySQL: SHOW REPLICA STATUS</a>
 * @see <a href="https://vitess.io/docs/reference/query-serving/show/">Vitess: SHOW</a>
 */
public final class StatusLag implements Gauge {
    private static final String OF_A_REPLICA = "SHOW REPLICA STATUS";
    private static final String OF_VITESS = "SHOW VITESS_REPLICATION_STATUS";

    /** {@code Seconds_Behind_Source}, and {@code Seconds_Behind_Master} on MariaDB. */
    private static final String BEHIND = "seconds_behind_";

    private final Question question;
    private final LagLimit limit;

    /** Asks on {@code session}. */
    public StatusLag(JdbcSession session, Duration limit) {
        this.question = new Question(session);
        this.limit = new LagLimit(limit);
    }

    @Override
    public HoldReason reason() {
        return HoldReason.REPLICA_LAG;
    }

    @Override
    public Optional<String> excess() {
        return question.ask(this::read);
    }

    private Optional<String> read(Connection connection) throws SQLException {
        var vitess = question.leadsToVtgate();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(vitess ? OF_VITESS : OF_A_REPLICA)) {
            return vitess ? ofVitess(rows, keyspaceOf(connection.getCatalog())) : ofReplica(rows);
        }
    }

    /** A replica that does not replicate says NULL: it falls behind for as long as it stands. */
    Optional<String> ofReplica(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            throw Question.noAnswer("the server is no replica, so it does not know how far one is behind");
        }
        var most = Duration.ZERO;
        do {
            var behind = secondsBehind(rows);
            if (behind.isEmpty()) {
                return Optional.of("the replica does not replicate");
            }
            most = longer(most, behind.getAsLong());
        } while (rows.next());
        return limit.excess(most);
    }

    /** All keyspaces are listed; a lag that is not known is negative. */
    Optional<String> ofVitess(ResultSet rows, String keyspace) throws SQLException {
        var most = Duration.ZERO;
        while (rows.next()) {
            if (rows.getString("Keyspace").equals(keyspace)) {
                most = longer(most, rows.getLong("ReplicationLag"));
            }
        }
        return limit.excess(most);
    }

    /** The keyspace of a target such as {@code keyspace:-80@replica}. */
    static String keyspaceOf(String target) {
        return target.split("[:@]", 2)[0];
    }

    private static OptionalLong secondsBehind(ResultSet row) throws SQLException {
        var columns = row.getMetaData();
        for (var place = 1; place <= columns.getColumnCount(); place++) {
            if (columns.getColumnLabel(place).toLowerCase(Locale.ROOT).startsWith(BEHIND)) {
                var seconds = row.getLong(place);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(seconds);
            }
        }
        throw Question.noAnswer("the server does not say how far it is behind");
    }

    private static Duration longer(Duration most, long seconds) {
        var lag = Duration.ofSeconds(seconds);
        return lag.compareTo(most) > 0 ? lag : most;
    }
}
