package dev.afterdelete.jdbc;

import dev.afterdelete.event.Backlog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Counts the outbox as it stands. */
final class OutboxBacklog {
    private static final String REFUSED = """
            SELECT refused_code, COUNT(*) AS refused
              FROM afterdelete_outbox
             WHERE refused_at IS NOT NULL AND done_at IS NULL
             GROUP BY refused_code
             ORDER BY refused_code
            """;

    private final Connection connection;
    private final Directives directives;

    /** Counts by {@code connection}, on every shard. */
    OutboxBacklog(Connection connection, Directives directives) {
        this.connection = connection;
        this.directives = directives;
    }

    /**
     * What is owed and refused; a row with so many {@code tries} does not get on.
     *
     * @param groupedBy columns by which rows are grouped before they are by table, with a comma behind: a vtgate groups
     *     by an expression only where each group lies on one shard
     */
    Backlog count(int tries, String groupedBy) throws SQLException {
        return new Backlog(owed(tries, groupedBy), refused());
    }

    private List<Backlog.Owed> owed(int tries, String groupedBy) throws SQLException {
        var text = """
                SELECT CASE WHEN JSON_VALID(message)
                            THEN LEFT(JSON_UNQUOTE(JSON_EXTRACT(message, '$.table')), 64) END AS named,
                       COUNT(*) AS owed,
                       TIMESTAMPDIFF(MICROSECOND, MIN(created_at), CURRENT_TIMESTAMP(6)) AS oldest,
                       SUM(tries >= ?) AS stuck
                  FROM afterdelete_outbox
                 WHERE refused_at IS NULL AND done_at IS NULL
                 GROUP BY %s named
                """.formatted(groupedBy);
        try (var query = directives.prepare(connection, text)) {
            query.setInt(1, tries);
            var owed = new TreeMap<String, Backlog.Owed>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    var some = owed(row);
                    owed.merge(some.table().orElse(""), some, OutboxBacklog::sum);
                }
            }
            return List.copyOf(owed.sequencedValues());
        }
    }

    private static Backlog.Owed owed(ResultSet row) throws SQLException {
        return new Backlog.Owed(
                Optional.ofNullable(row.getString("named")),
                row.getLong("owed"),
                Duration.of(Math.max(0, row.getLong("oldest")), ChronoUnit.MICROS),
                row.getLong("stuck"));
    }

    private static Backlog.Owed sum(Backlog.Owed one, Backlog.Owed other) {
        var oldest = one.oldest().compareTo(other.oldest()) >= 0 ? one.oldest() : other.oldest();
        return new Backlog.Owed(one.table(), one.count() + other.count(), oldest, one.stuck() + other.stuck());
    }

    private List<Backlog.Refused> refused() throws SQLException {
        try (var query = directives.prepare(connection, REFUSED);
                var row = query.executeQuery()) {
            var refused = new ArrayList<Backlog.Refused>();
            while (row.next()) {
                refused.add(new Backlog.Refused(row.getString("refused_code"), row.getLong("refused")));
            }
            return refused;
        }
    }
}
