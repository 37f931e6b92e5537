package dev.afterdelete.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How one would delete a huge parent by hand: by a cursor over its children, chunk by chunk. */
final class CursorLoop {
    private static final int CHUNK = 5_000;

    private final Connection connection;

    /** Works on {@code connection}, which it switches to READ COMMITTED without autocommit. */
    CursorLoop(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
    }

    /** Deletes a recipe, its children first. */
    void delete(long recipe) throws SQLException {
        for (var table : List.of("ingredients", "steps")) {
            deleteChildren(table, recipe);
        }
        delete("recipes", List.of(recipe));
        connection.commit();
    }

    private void deleteChildren(String table, long recipe) throws SQLException {
        var chunk = children(table, recipe, 0);
        while (!chunk.isEmpty()) {
            delete(table, chunk);
            connection.commit();
            chunk = children(table, recipe, chunk.getLast());
        }
    }

    private List<Long> children(String table, long recipe, long after) throws SQLException {
        var text = "SELECT id FROM " + table + " WHERE recipe_id = ? AND id > ? ORDER BY id LIMIT " + CHUNK
                + " FOR UPDATE";
        try (var query = connection.prepareStatement(text)) {
            query.setLong(1, recipe);
            query.setLong(2, after);
            var ids = new ArrayList<Long>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            return ids;
        }
    }

    private void delete(String table, List<Long> ids) throws SQLException {
        var places = String.join(", ", Collections.nCopies(ids.size(), "?"));
        try (var statement = connection.prepareStatement("DELETE FROM " + table + " WHERE id IN (" + places + ")")) {
            for (var place = 0; place < ids.size(); place++) {
                statement.setLong(place + 1, ids.get(place));
            }
            statement.executeUpdate();
        }
    }
}
