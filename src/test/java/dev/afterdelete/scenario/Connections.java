package dev.afterdelete.scenario;

import dev.afterdelete.local.LocalDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Connections, as the server knows them. */
final class Connections {
    private Connections() {}

    /** Counts those that use {@code database}, beside the one that asks. */
    static int countOn(LocalDatabase database) throws SQLException {
        try (var connection = database.connect();
                var query = connection.createStatement();
                var row = query.executeQuery("SELECT COUNT(*) FROM information_schema.processlist"
                        + " WHERE db = DATABASE() AND id <> CONNECTION_ID()")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Ends all of {@code user}. */
    static void kill(LocalDatabase database, String user) throws SQLException {
        kill(database, user, "KILL ");
    }

    /** Ends what all of {@code user} are doing. */
    static void killQueries(LocalDatabase database, String user) throws SQLException {
        kill(database, user, "KILL QUERY ");
    }

    private static void kill(LocalDatabase database, String user, String statement) throws SQLException {
        try (var connection = database.connect();
                var kill = connection.createStatement()) {
            for (var id : ids(connection, user)) {
                kill.execute(statement + id);
            }
        }
    }

    private static List<Long> ids(Connection connection, String user) throws SQLException {
        try (var query = connection.prepareStatement("SELECT id FROM information_schema.processlist WHERE user = ?")) {
            query.setString(1, user);
            var ids = new ArrayList<Long>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
            }
            return ids;
        }
    }
}
