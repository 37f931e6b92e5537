package dev.afterdelete.scenario;

import dev.afterdelete.local.LocalDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The connections of a user, as the server knows them. */
final class Connections {
    private Connections() {}

    /** Counts them. */
    static int count(LocalDatabase database, String user) throws SQLException {
        try (var connection = database.connect()) {
            return ids(connection, user).size();
        }
    }

    /** Ends them all. */
    static void kill(LocalDatabase database, String user) throws SQLException {
        try (var connection = database.connect();
                var kill = connection.createStatement()) {
            for (var id : ids(connection, user)) {
                kill.execute("KILL " + id);
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
