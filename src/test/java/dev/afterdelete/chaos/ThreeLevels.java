package dev.afterdelete.chaos;

import dev.afterdelete.Declaration;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.local.LocalDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tables of three levels, one of which is only changed, and rows beside them that nobody declared. */
final class ThreeLevels {
    static final String RELATIONS = """
            version: 1
            default: a
            tables:
              a: { api: true }
            relations:
              - { child: b.a_id, parent: a.id, onDelete: cascade }
              - { child: c.b_id, parent: b.id, onDelete: cascade }
              - { child: d.b_id, parent: b.id, onDelete: set_null }
            """;

    private static final String TABLES = """
            CREATE TABLE a (id BIGINT PRIMARY KEY, note VARCHAR(20));
            CREATE TABLE b (id BIGINT PRIMARY KEY, a_id BIGINT NOT NULL, note VARCHAR(20), KEY (a_id));
            CREATE TABLE c (id BIGINT PRIMARY KEY, b_id BIGINT NOT NULL, note VARCHAR(20), KEY (b_id));
            CREATE TABLE d (id BIGINT PRIMARY KEY, b_id BIGINT NULL, note VARCHAR(20), KEY (b_id));
            CREATE TABLE undeclared (id BIGINT PRIMARY KEY, a_id BIGINT NOT NULL, note VARCHAR(20));
            """;

    private ThreeLevels() {}

    static RelationGraph graph(Path directory) {
        return Declaration.read(Optional.of(file(directory)));
    }

    /** The declaration as a file in {@code directory}. */
    static Path file(Path directory) {
        try {
            return Files.writeString(directory.resolve("relations.yaml"), RELATIONS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void create(LocalDatabase database) throws SQLException {
        database.runResource("/afterdelete.sql");
        database.run(TABLES);
    }

    /**
     * SQL that replaces all rows.
     *
     * @param roots rows of {@code a}, with ids from 1
     * @param children rows of {@code b} for each of those, and of {@code c} for each of these
     */
    static String rows(int roots, int children) {
        var a = new ArrayList<String>();
        var b = new ArrayList<String>();
        var c = new ArrayList<String>();
        var d = new ArrayList<String>();
        for (var root = 1; root <= roots; root++) {
            a.add("(%d, 'a')".formatted(root));
            for (var child = 0; child < children; child++) {
                var id = root * 100 + child;
                b.add("(%d, %d, 'b')".formatted(id, root));
                d.add("(%1$d, %1$d, 'd')".formatted(id));
                for (var leaf = 0; leaf < children; leaf++) {
                    c.add("(%d, %d, 'c')".formatted(id * 100 + leaf, id));
                }
            }
        }
        return "START TRANSACTION; DELETE FROM afterdelete_outbox; DELETE FROM undeclared;"
                + replace("a", a) + replace("b", b) + replace("c", c) + replace("d", d)
                + "INSERT INTO undeclared SELECT id, id, 'stays' FROM a; COMMIT;";
    }

    private static String replace(String table, List<String> rows) {
        return "DELETE FROM %1$s; INSERT INTO %1$s VALUES %2$s;".formatted(table, String.join(",", rows));
    }
}
