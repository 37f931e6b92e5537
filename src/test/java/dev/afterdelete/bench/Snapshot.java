package dev.afterdelete.bench;

import dev.afterdelete.local.LocalDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** A snapshot that somebody holds open, as a backup does: while it is, the server may not purge deleted rows. */
enum Snapshot {
    NONE(""),
    OPEN("START TRANSACTION WITH CONSISTENT SNAPSHOT");

    private final String statement;

    Snapshot(String statement) {
        this.statement = statement;
    }

    /** Holds it, if there is one, until the connection is closed. */
    Connection hold(LocalDatabase database) throws SQLException {
        var connection = database.connect();
        if (!statement.isEmpty()) {
            try (var begin = connection.createStatement()) {
                begin.execute(statement);
            }
        }
        return connection;
    }
}
