package dev.afterdelete.chaos;

import dev.afterdelete.local.LocalDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An application that writes while rows are deleted: it inserts children, moves them to other parents, and creates them
 * anew, each time after a look, under lock, whether the parent stands. In the same transaction it notes what it did,
 * and which rows hang from a row when it moves, so that the notes of one row are in the order of its commits.
 */
final class Writer implements Callable<Integer> {
    static final String NOTES = """
            CREATE TABLE notes (seq BIGINT AUTO_INCREMENT PRIMARY KEY, kind CHAR(1) NOT NULL, id BIGINT NOT NULL,
              parent BIGINT NOT NULL);
            """;

    private static final AtomicLong NEW_ID = new AtomicLong(1_000_000);

    private final LocalDatabase database;
    private final Random random;
    private final int roots;
    private final int children;
    private volatile boolean stopped;

    /** Writes among so many roots with so many children each, as {@link ThreeLevels#rows} makes them. */
    Writer(LocalDatabase database, int roots, int children, long seed) {
        this.database = database;
        this.roots = roots;
        this.children = children;
        this.random = new Random(seed);
    }

    void stop() {
        stopped = true;
    }

    /** Writes until it is stopped; how many transactions were committed. */
    @Override
    public Integer call() throws SQLException {
        var committed = 0;
        try (var connection = database.connectWith("sessionVariables=innodb_lock_wait_timeout=2")) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(false);
            while (!stopped) {
                try {
                    write(connection);
                    connection.commit();
                    committed++;
                } catch (SQLException deadlockOrLockWait) {
                    connection.rollback();
                }
            }
        }
        return committed;
    }

    private void write(Connection connection) throws SQLException {
        switch (random.nextInt(4)) {
            case 0 -> insertChild(connection, 1 + random.nextInt(roots), NEW_ID.incrementAndGet());
            case 1 -> insertLeaf(connection, someChild());
            case 2 -> move(connection, someChild(), 1 + random.nextInt(roots));
            default -> createAnew(connection, someChild(), 1 + random.nextInt(roots));
        }
    }

    private long someChild() {
        return (1 + random.nextInt(roots)) * 100L + random.nextInt(children);
    }

    private void insertChild(Connection connection, long root, long child) throws SQLException {
        if (!stands(connection, "a", root)) {
            return;
        }
        run(connection, "INSERT INTO b VALUES (%d, %d, 'new')".formatted(child, root));
        note(connection, "b", child, root);
        insertLeaf(connection, child);
    }

    private void insertLeaf(Connection connection, long child) throws SQLException {
        if (stands(connection, "b", child)) {
            var leaf = NEW_ID.incrementAndGet();
            run(connection, "INSERT INTO c VALUES (%d, %d, 'new')".formatted(leaf, child));
            note(connection, "c", leaf, child);
        }
    }

    private void move(Connection connection, long child, long root) throws SQLException {
        if (stands(connection, "a", root)
                && run(connection, "UPDATE b SET a_id = %d, note = 'moved' WHERE id = %d".formatted(root, child))
                        == 1) {
            noteWithLeaves(connection, child, root);
        }
    }

    private void createAnew(Connection connection, long child, long root) throws SQLException {
        if (stands(connection, "a", root) && run(connection, "DELETE FROM b WHERE id = " + child) == 1) {
            run(connection, "INSERT INTO b VALUES (%d, %d, 'anew')".formatted(child, root));
            noteWithLeaves(connection, child, root);
        }
    }

    private void noteWithLeaves(Connection connection, long child, long root) throws SQLException {
        note(connection, "b", child, root);
        for (var leaf : ids(connection, "SELECT id FROM c WHERE b_id = %d LOCK IN SHARE MODE".formatted(child))) {
            note(connection, "c", leaf, child);
        }
    }

    private static void note(Connection connection, String kind, long id, long parent) throws SQLException {
        run(connection, "INSERT INTO notes (kind, id, parent) VALUES ('%s', %d, %d)".formatted(kind, id, parent));
    }

    private static boolean stands(Connection connection, String table, long id) throws SQLException {
        return !ids(connection, "SELECT id FROM %s WHERE id = %d LOCK IN SHARE MODE".formatted(table, id))
                .isEmpty();
    }

    static List<Long> ids(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            var ids = new ArrayList<Long>();
            while (row.next()) {
                ids.add(row.getLong(1));
            }
            return ids;
        }
    }

    private static int run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
