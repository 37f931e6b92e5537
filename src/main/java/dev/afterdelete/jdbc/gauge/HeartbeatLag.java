package dev.afterdelete.jdbc.gauge;

import dev.afterdelete.config.Settings.Heartbeat;
import dev.afterdelete.execute.Throttle.HoldReason;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.throttle.Gauge;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How old the newest heartbeat is that has arrived on a replica, by the replica's own clock. Needs {@code SELECT} on
 * the heartbeat table.
 *
 * @see <a href="https://docs.percona.com/percona-toolkit/pt-heartbeat.html">pt-heartbeat</a>, with {@code --utc}
 */
public final class HeartbeatLag implements Gauge {
    /** So that a TIMESTAMP reads like the texts and DATETIMEs in UTC. */
    private static final String UTC = "SET time_zone = '+00:00'";

    private final Question question;
    private final String query;
    private final LagLimit limit;

    /** Asks on {@code replica}, a session that nobody else uses: it is set to UTC. */
    public HeartbeatLag(JdbcSession replica, Heartbeat heartbeat, Duration limit) {
        this.question = new Question(replica);
        this.query = "SELECT TIMESTAMPDIFF(MICROSECOND, MAX(%s), NOW(6)) FROM %s"
                .formatted(
                        quoted(heartbeat.column()),
                        heartbeat.table().stream().map(HeartbeatLag::quoted).collect(Collectors.joining(".")));
        this.limit = new LagLimit(limit);
    }

    @Override
    public HoldReason reason() {
        return HoldReason.REPLICA_LAG;
    }

    @Override
    public Optional<String> excess() {
        return limit.excess(question.ask(this::read));
    }

    private Duration read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(UTC);
            try (var row = statement.executeQuery(query)) {
                row.next();
                var micros = row.getLong(1);
                if (row.wasNull()) {
                    throw Question.noAnswer("the heartbeat table holds no time");
                }
                return Duration.of(micros, ChronoUnit.MICROS);
            }
        }
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
