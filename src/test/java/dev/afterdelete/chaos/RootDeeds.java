package dev.afterdelete.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;

/**
 * Flags roots and revives them; deletes roots and owes their cascades, as an application without this library would,
 * and creates roots under keys that were deleted. A new one is created far in the future, so that no message about the
 * row before it can mean it. Which of that happens to a root depends on its key.
 */
final class RootDeeds implements Writer.Deeds {
    static final String CREATED = "ALTER TABLE a ADD is_deleted BOOLEAN NOT NULL DEFAULT FALSE,"
            + " ADD created_at DATETIME NOT NULL DEFAULT '2020-01-01 00:00:00';";

    private static final int KINDS = 4;

    private final int roots;

    RootDeeds(int roots) {
        this.roots = roots;
    }

    /** What happens to a root. */
    enum Kind {
        /** Nothing, but that children come to it. */
        STAYS,
        /** It is flagged and revived, and created anew after a sweep. */
        FLAGGED,
        /** It is deleted with an outbox row that says when. */
        OWED,
        /** A plain message asks for it, which a consumer sends. */
        ASKED;

        static Kind of(long root) {
            return values()[(int) (root % KINDS)];
        }
    }

    @Override
    public void doOne(Connection connection, Random random) throws SQLException {
        var root = 1 + random.nextInt(roots);
        switch (Kind.of(root)) {
            case STAYS -> {}
            case FLAGGED -> flagOrRevive(connection, root, random.nextBoolean());
            case OWED -> deleteOrCreate(connection, root, random.nextInt(3) == 0);
            case ASKED -> create(connection, root);
        }
    }

    private static void flagOrRevive(Connection connection, long root, boolean flag) throws SQLException {
        var flagged = "UPDATE a SET is_deleted = %b WHERE id = %d AND is_deleted = %b".formatted(flag, root, !flag);
        if (Writer.run(connection, flagged) == 1) {
            ChildDeeds.note(connection, flag ? "f" : "r", root, 0);
        } else {
            create(connection, root);
        }
    }

    private static void deleteOrCreate(Connection connection, long root, boolean delete) throws SQLException {
        if (!delete) {
            create(connection, root);
        } else if (Writer.run(connection, "DELETE FROM a WHERE id = " + root) == 1) {
            Writer.run(
                    connection,
                    "INSERT INTO afterdelete_outbox (message) VALUES (CONCAT('{\"id\":%d,\"action\":\"deleted\",\"at\":\"', DATE_FORMAT(UTC_TIMESTAMP(), '%%Y-%%m-%%dT%%H:%%i:%%sZ'), '\"}'))"
                            .formatted(root));
            ChildDeeds.note(connection, "d", root, 0);
        }
    }

    /** With a child at once, if the key is free. */
    private static void create(Connection connection, long root) throws SQLException {
        if (!ChildDeeds.stands(connection, "a", root)) {
            Writer.run(
                    connection,
                    "INSERT INTO a (id, note, created_at) VALUES (%d, 'again', '2100-01-01 00:00:00')".formatted(root));
            ChildDeeds.note(connection, "n", root, 0);
            ChildDeeds.insertChild(connection, root);
        }
    }
}
