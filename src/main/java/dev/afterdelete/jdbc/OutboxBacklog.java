package dev.afterdelete.jdbc;

import dev.afterdelete.event.Backlog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts the outbox as it stands. */
final class OutboxBacklog {
    private static final String OWED = """
            SELECT CASE WHEN JSON_VALID(message)
                        THEN LEFT(JSON_UNQUOTE(JSON_EXTRACT(message, '$.table')), 64) END AS named,
                   COUNT(*) AS owed,
                   TIMESTAMPDIFF(MICROSECOND, MIN(created_at), CURRENT_TIMESTAMP(6)) AS oldest,
                   SUM(tries >= ?) AS stuck
              FROM afterdelete_outbox
             WHERE refused_at IS NULL AND done_at IS NULL
             GROUP BY named
             ORDER BY named
            """;

    private static final String REFUSED = """
            SELECT refused_code, COUNT(*) AS refused
              FROM afterdelete_outbox
             WHERE refused_at IS NOT NULL AND done_at IS NULL
             GROUP BY refused_code
             ORDER BY refused_code
            """;

    private OutboxBacklog() {}

    /** What is owed and refused; a row with so many {@code tries} does not get on. */
    static Backlog count(Connection connection, int tries) throws SQLException {
        return new Backlog(owed(connection, tries), refused(connection));
    }

    private static List<Backlog.Owed> owed(Connection connection, int tries) throws SQLException {
        try (var query = connection.prepareStatement(OWED)) {
            query.setInt(1, tries);
            var owed = new ArrayList<Backlog.Owed>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    owed.add(new Backlog.Owed(
                            Optional.ofNullable(row.getString("named")),
                            row.getLong("owed"),
                            Duration.of(Math.max(0, row.getLong("oldest")), ChronoUnit.MICROS),
                            row.getLong("stuck")));
                }
            }
            return owed;
        }
    }

    private static List<Backlog.Refused> refused(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(REFUSED);
                var row = query.executeQuery()) {
            var refused = new ArrayList<Backlog.Refused>();
            while (row.next()) {
                refused.add(new Backlog.Refused(row.getString("refused_code"), row.getLong("refused")));
            }
            return refused;
        }
    }
}
