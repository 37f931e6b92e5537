package dev.afterdelete.local.demo;

import dev.afterdelete.local.LocalDatabase;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The sample application's tables, full of rows.
 *
 * @param database where they are
 * @param recipes how many there are; their ids are 1 to that
 */
record RecipeManager(LocalDatabase database, int recipes) {
    /** The application's tables, parents first. */
    static final List<String> TABLES = List.of("recipes", "ingredients", "steps");

    static final int INGREDIENTS = 10;
    static final int STEPS = 8;

    private static final List<String> DISHES = List.of("soup", "stew", "salad", "curry", "pie", "risotto", "omelette");
    private static final List<String> FOODS = List.of(
            "tomato", "leek", "lentil", "pumpkin", "mushroom", "chickpea", "fennel", "potato", "spinach", "rice");
    private static final List<String> VERBS =
            List.of("Wash", "Peel", "Chop", "Roast", "Simmer", "Season", "Stir", "Serve");

    /** Creates the tables and fills them. */
    static RecipeManager load(LocalDatabase database, int recipes) throws SQLException {
        database.runResource("/recipes.sql");
        var manager = new RecipeManager(database, recipes);
        manager.fill("INSERT INTO recipes (id, title) VALUES (?, ?)", 1, (insert, recipe, _) -> {
            insert.setLong(1, recipe);
            insert.setString(2, pick(FOODS, recipe) + " " + pick(DISHES, recipe));
        });
        manager.fill(
                "INSERT INTO ingredients (recipe_id, name) VALUES (?, ?)", INGREDIENTS, (insert, recipe, place) -> {
                    insert.setLong(1, recipe);
                    insert.setString(2, (recipe + place) % 500 + " g " + pick(FOODS, recipe + place));
                });
        manager.fill(
                "INSERT INTO steps (recipe_id, position, instruction) VALUES (?, ?, ?)",
                STEPS,
                (insert, recipe, place) -> {
                    insert.setLong(1, recipe);
                    insert.setInt(2, place);
                    insert.setString(3, pick(VERBS, place - 1) + " the " + pick(FOODS, recipe + place));
                });
        return manager;
    }

    /** The ids of all recipes. */
    List<Long> ids() {
        return LongStream.rangeClosed(1, recipes).boxed().toList();
    }

    private interface Row {
        void bind(PreparedStatement insert, long recipe, int place) throws SQLException;
    }

    private void fill(String sql, int rowsEach, Row row) throws SQLException {
        try (var connection = database.connectWith("rewriteBatchedStatements=true");
                var insert = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            for (var recipe = 1L; recipe <= recipes; recipe++) {
                for (var place = 1; place <= rowsEach; place++) {
                    row.bind(insert, recipe, place);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private static String pick(List<String> words, long number) {
        return words.get((int) (number % words.size()));
    }
}
