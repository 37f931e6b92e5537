package dev.afterdelete.bench;

import dev.afterdelete.local.LocalDatabase;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/** The sample application's tables, with recipes to delete in them. */
final class RecipesToDelete {
    private final LocalDatabase database;
    private final AtomicLong last = new AtomicLong();

    RecipesToDelete(LocalDatabase database) {
        this.database = database;
    }

    /** Creates the tables, and recipes 1 to {@code count} with 10 ingredients and 8 steps each. */
    void create(int count) throws SQLException {
        database.runResource("/recipes.sql");
        database.run("""
                INSERT INTO recipes (id, title) SELECT seq, CONCAT('recipe ', seq) FROM seq_1_to_%1$d;
                INSERT INTO ingredients (recipe_id, name)
                  SELECT r.seq, CONCAT('ingredient ', i.seq) FROM seq_1_to_%1$d r JOIN seq_1_to_10 i;
                INSERT INTO steps (recipe_id, position, instruction)
                  SELECT r.seq, s.seq, CONCAT('step ', s.seq) FROM seq_1_to_%1$d r JOIN seq_1_to_8 s;
                """.formatted(count));
    }

    /** A recipe that nobody has deleted yet. */
    long next() {
        return last.incrementAndGet();
    }

    /** Whether anything is left of a recipe. */
    boolean exists(long id) {
        try (var connection = database.connect();
                var statement = connection.prepareStatement("""
                        SELECT id FROM recipes WHERE id = ?
                        UNION ALL SELECT id FROM ingredients WHERE recipe_id = ?
                        UNION ALL SELECT id FROM steps WHERE recipe_id = ?""")) {
            for (var parameter = 1; parameter <= 3; parameter++) {
                statement.setLong(parameter, id);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }
}
