package dev.afterdelete.bench;

import dev.afterdelete.local.DatabaseServer;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Recipes, one of which is huge, and a few large; the others have as many children as usual.
 *
 * @param tables where they are
 * @param options how large the large ones are
 */
record HugeParentTables(RecipeTables tables, HugeParentOptions options) implements AutoCloseable {
    static final long HUGE = 500;
    static final List<Long> LARGE = LongStream.rangeClosed(2_001, 2_010).boxed().toList();

    /** The batch: the huge one and 999 small ones. */
    static final List<Long> BATCH = LongStream.rangeClosed(1, 1_000).boxed().toList();

    private static final int RECIPES = 3_000;
    private static final int STANDING = RecipeTables.INGREDIENTS + RecipeTables.STEPS;

    private static final String MORE_INGREDIENTS = """
            INSERT INTO ingredients (recipe_id, name)
              SELECT r.id, CONCAT('More of ingredient ', n.number)
                FROM recipes r JOIN (%s) n
               WHERE r.id IN (%s)
            """;

    static HugeParentTables create(DatabaseServer server, HugeParentOptions options) throws SQLException {
        var tables = new HugeParentTables(RecipeTables.create(server, RECIPES), options);
        tables.grow(LARGE, options.fewer());
        tables.grow(List.of(HUGE), options.children());
        tables.tables.database().run("ANALYZE TABLE recipes, ingredients, steps");
        new Aftermath(tables.tables).await();
        return tables;
    }

    private void grow(List<Long> recipes, int children) throws SQLException {
        tables.database().run(MORE_INGREDIENTS.formatted(RecipeTables.numbersTo(children - STANDING), list(recipes)));
    }

    /** The rows that are, or hang from, these recipes. */
    long count(List<Long> recipes) throws SQLException {
        return tables.number("""
                SELECT (SELECT COUNT(*) FROM recipes WHERE id IN (%1$s))
                     + (SELECT COUNT(*) FROM ingredients WHERE recipe_id IN (%1$s))
                     + (SELECT COUNT(*) FROM steps WHERE recipe_id IN (%1$s))""".formatted(list(recipes)));
    }

    /** The rows of all recipes. */
    long count() throws SQLException {
        return tables.count();
    }

    /** Requires that these recipes are gone with all their rows, and that {@code others} rows are left. */
    void requireExactlyGone(List<Long> recipes, long others) throws SQLException {
        var left = count(recipes);
        var all = count();
        if (left != 0 || all != others) {
            throw new IllegalStateException(
                    "%,d rows are left and %,d that must go, expected %,d and none".formatted(all, left, others));
        }
    }

    /** How many small recipes of the batch are still there; cheap, so that it can be asked while they go. */
    long smallOnesLeft() throws SQLException {
        return tables.number("SELECT COUNT(*) FROM recipes WHERE id <= %d AND id <> %d".formatted(BATCH.size(), HUGE));
    }

    @Override
    public void close() throws SQLException {
        tables.database().close();
    }

    private static String list(List<Long> recipes) {
        return recipes.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
