package dev.afterdelete.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Inserts children, moves them to other parents, and creates them anew, each time after a look, under lock, whether the
 * parent stands. In the same transaction it notes what it did, and which rows hang from a row when it moves, so that
 * the notes of one row are in the order of its commits.
 */
final class ChildDeeds implements Writer.Deeds {
    static final String NOTES = """
            CREATE TABLE notes (seq BIGINT AUTO_INCREMENT PRIMARY KEY, kind CHAR(1) NOT NULL, id BIGINT NOT NULL,
              parent BIGINT NOT NULL);
            """;

    private static final AtomicLong NEW_ID = new AtomicLong(1_000_000);

    private final int roots;
    private final int children;

    /** Among so many roots with so many children each, as {@link ThreeLevels#rows} makes them. */
    ChildDeeds(int roots, int children) {
        this.roots = roots;
        this.children = children;
    }

    @Override
    public void doOne(Connection connection, Random random) throws SQLException {
        switch (random.nextInt(4)) {
            case 0 -> insertChild(connection, someRoot(random));
            case 1 -> insertLeaf(connection, someChild(random));
            case 2 -> move(connection, someChild(random), someRoot(random));
            default -> createAnew(connection, someChild(random), someRoot(random));
        }
    }

    private long someRoot(Random random) {
        return 1 + random.nextInt(roots);
    }

    private long someChild(Random random) {
        return someRoot(random) * 100L + random.nextInt(children);
    }

    /** Inserts a child of a root, and a leaf of that child, if the root stands. */
    static void insertChild(Connection connection, long root) throws SQLException {
        if (!stands(connection, "a", root)) {
            return;
        }
        var child = NEW_ID.incrementAndGet();
        Writer.run(connection, "INSERT INTO b VALUES (%d, %d, 'new')".formatted(child, root));
        note(connection, "b", child, root);
        insertLeaf(connection, child);
    }

    private static void insertLeaf(Connection connection, long child) throws SQLException {
        if (stands(connection, "b", child)) {
            var leaf = NEW_ID.incrementAndGet();
            Writer.run(connection, "INSERT INTO c VALUES (%d, %d, 'new')".formatted(leaf, child));
            note(connection, "c", leaf, child);
        }
    }

    private void move(Connection connection, long child, long root) throws SQLException {
        if (stands(connection, "a", root)
                && Writer.run(connection, "UPDATE b SET a_id = %d, note = 'moved' WHERE id = %d".formatted(root, child))
                        == 1) {
            noteWithLeaves(connection, child, root);
        }
    }

    private void createAnew(Connection connection, long child, long root) throws SQLException {
        if (stands(connection, "a", root) && Writer.run(connection, "DELETE FROM b WHERE id = " + child) == 1) {
            Writer.run(connection, "INSERT INTO b VALUES (%d, %d, 'anew')".formatted(child, root));
            noteWithLeaves(connection, child, root);
        }
    }

    private void noteWithLeaves(Connection connection, long child, long root) throws SQLException {
        note(connection, "b", child, root);
        for (var leaf :
                Writer.ids(connection, "SELECT id FROM c WHERE b_id = %d LOCK IN SHARE MODE".formatted(child))) {
            note(connection, "c", leaf, child);
        }
    }

    static void note(Connection connection, String kind, long id, long parent) throws SQLException {
        Writer.run(
                connection, "INSERT INTO notes (kind, id, parent) VALUES ('%s', %d, %d)".formatted(kind, id, parent));
    }

    static boolean stands(Connection connection, String table, long id) throws SQLException {
        return !Writer.ids(connection, "SELECT id FROM %s WHERE id = %d LOCK IN SHARE MODE".formatted(table, id))
                .isEmpty();
    }
}
