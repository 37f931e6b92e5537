package dev.afterdelete.scenario;

import dev.afterdelete.local.LocalDatabase;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The sample application's rows: recipes from 1 on, three ingredients and two steps each.
 *
 * @param database where they are
 */
record Recipes(LocalDatabase database) {
    private static final int INGREDIENTS = 3;
    private static final int STEPS = 2;

    /** Creates the tables, the outbox too, and fills them with {@code count} recipes. */
    static Recipes load(LocalDatabase database, int count) throws SQLException {
        database.runResource("/afterdelete.sql");
        database.runResource("/recipes.sql");
        database.run("INSERT INTO recipes (id, title) VALUES " + rows(count, 1, "(%1$d, 'recipe %1$d')"));
        database.run("INSERT INTO ingredients (recipe_id, name) VALUES "
                + rows(count, INGREDIENTS, "(%1$d, 'ingredient %2$d of %1$d')"));
        database.run("INSERT INTO steps (recipe_id, position, instruction) VALUES "
                + rows(count, STEPS, "(%1$d, %2$d, 'step %2$d of %1$d')"));
        return new Recipes(database);
    }

    private static String rows(int count, int each, String row) {
        return LongStream.rangeClosed(1, count)
                .boxed()
                .flatMap(recipe -> IntStream.rangeClosed(1, each).mapToObj(place -> row.formatted(recipe, place)))
                .collect(Collectors.joining(","));
    }

    /** All rows of the application. */
    TableContents contents() throws SQLException {
        return TableContents.of(database, "recipes", "ingredients", "steps");
    }

    /** The rows of the application that neither are nor hang from one of these recipes. */
    TableContents contentsWithout(long... recipes) throws SQLException {
        return contentsWithout(LongStream.of(recipes).boxed().toList());
    }

    /** The rows of the application that neither are nor hang from one of these recipes. */
    TableContents contentsWithout(Collection<Long> recipes) throws SQLException {
        return contentsWithout(recipes, recipes);
    }

    /** The rows that stay when {@code recipes} are gone and the children of {@code parents}. */
    TableContents contentsWithout(Collection<Long> recipes, Collection<Long> parents) throws SQLException {
        return TableContents.of(
                database,
                "recipes WHERE " + noneOf("id", recipes),
                "ingredients WHERE " + noneOf("recipe_id", parents),
                "steps WHERE " + noneOf("recipe_id", parents));
    }

    /** What the outbox owes. */
    List<String> outbox() throws SQLException {
        return TableContents.of(database, "afterdelete_outbox")
                .rowsByTable()
                .getOrDefault("afterdelete_outbox", List.of());
    }

    private static String noneOf(String column, Collection<Long> ids) {
        var list = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
        return list.isEmpty() ? "TRUE" : column + " NOT IN (" + list + ")";
    }
}
