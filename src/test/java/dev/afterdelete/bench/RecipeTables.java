package dev.afterdelete.bench;

import dev.afterdelete.local.DatabaseServer;
import dev.afterdelete.local.LocalDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sample application's tables in a database of their own, full of rows, some of which are kept aside too, so that
 * they can be deleted again and again.
 *
 * @param database where they are
 */
record RecipeTables(LocalDatabase database) {
    static final int INGREDIENTS = 10;
    static final int STEPS = 8;
    static final int ROWS_PER_RECIPE = 1 + INGREDIENTS + STEPS;

    /** So that the rows fit into memory, and nobody's speed depends on which pages were read last. */
    private static final String MEMORY = "SET GLOBAL innodb_buffer_pool_size = 1073741824";

    /** Numbers from 0 on: MySQL and MariaDB have no way to make them in common. */
    private static final String DIGITS = """
            CREATE TABLE digits (digit INT PRIMARY KEY);
            INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);
            CREATE TABLE numbers (number INT PRIMARY KEY);
            INSERT INTO numbers SELECT a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit
              FROM digits a JOIN digits b JOIN digits c JOIN digits d;
            """;

    private static final String ROWS = """
            INSERT INTO recipes (id, title)
              SELECT number, CONCAT('Recipe number ', number) FROM (%s) n ORDER BY number;
            INSERT INTO ingredients (recipe_id, name)
              SELECT id, CONCAT('Ingredient ', digit) FROM recipes JOIN digits ORDER BY id, digit;
            INSERT INTO steps (recipe_id, position, instruction)
              SELECT id, digit + 1, CONCAT('Step ', digit + 1, ': chop, stir and simmer until it is done')
                FROM recipes JOIN digits ON digit < 8 ORDER BY id, digit;
            """;

    private static final String FOREIGN_KEYS = """
            ALTER TABLE ingredients ADD FOREIGN KEY (recipe_id) REFERENCES recipes (id) ON DELETE CASCADE;
            ALTER TABLE steps ADD FOREIGN KEY (recipe_id) REFERENCES recipes (id) ON DELETE CASCADE;
            """;

    private static final String KEEP = """
            CREATE TABLE doomed (id BIGINT PRIMARY KEY);
            INSERT INTO doomed VALUES %s;
            CREATE TABLE kept_recipes LIKE recipes;
            CREATE TABLE kept_ingredients LIKE ingredients;
            CREATE TABLE kept_steps LIKE steps;
            INSERT INTO kept_recipes SELECT r.* FROM recipes r JOIN doomed d ON r.id = d.id;
            INSERT INTO kept_ingredients SELECT i.* FROM ingredients i JOIN doomed d ON i.recipe_id = d.id ORDER BY i.id;
            INSERT INTO kept_steps SELECT s.* FROM steps s JOIN doomed d ON s.recipe_id = d.id ORDER BY s.id;
            ANALYZE TABLE recipes, ingredients, steps;
            """;

    private static final String RESTORE = """
            INSERT INTO recipes
              SELECT * FROM kept_recipes k WHERE NOT EXISTS (SELECT 1 FROM recipes r WHERE r.id = k.id) ORDER BY id;
            INSERT INTO ingredients
              SELECT * FROM kept_ingredients k
               WHERE NOT EXISTS (SELECT 1 FROM ingredients i WHERE i.id = k.id) ORDER BY id;
            INSERT INTO steps
              SELECT * FROM kept_steps k WHERE NOT EXISTS (SELECT 1 FROM steps s WHERE s.id = k.id) ORDER BY id;
            """;

    /** Creates tables without foreign keys, with recipes from 1 to {@code recipes}. */
    static RecipeTables create(DatabaseServer server, int recipes) throws SQLException {
        var tables = new RecipeTables(server.createFresh());
        tables.database.runResource("/recipes.sql");
        tables.database.runResource("/afterdelete.sql");
        tables.database.run(MEMORY);
        tables.database.run(DIGITS);
        tables.database.run(ROWS.formatted(numbersTo(recipes)));
        return tables;
    }

    /** Creates the same tables with foreign keys that cascade. */
    static RecipeTables createTwin(DatabaseServer server, int recipes) throws SQLException {
        var tables = create(server, recipes);
        tables.database.run(FOREIGN_KEYS);
        return tables;
    }

    /** Keeps the rows of {@code doomed} recipes aside; once. */
    void keep(List<Long> doomed) throws SQLException {
        var values = doomed.stream().map(id -> "(" + id + ")").collect(Collectors.joining(", "));
        database.run(KEEP.formatted(values));
    }

    /** A query for the numbers from 1 to {@code last} within these tables. */
    static String numbersTo(int last) {
        return """
                SELECT 10000 * high.number + low.number + 1 AS number FROM numbers high JOIN numbers low
                 WHERE high.number <= %1$d DIV 10000 AND 10000 * high.number + low.number < %1$d""".formatted(last);
    }

    /** Puts back every row that was kept and is gone. */
    void restore() throws SQLException {
        database.run(RESTORE);
    }

    /** All rows of the three tables. */
    long count() throws SQLException {
        return number("SELECT (SELECT COUNT(*) FROM recipes) + (SELECT COUNT(*) FROM ingredients)"
                + " + (SELECT COUNT(*) FROM steps)");
    }

    /** The rows of the three tables that are, or hang from, doomed recipes. */
    long countDoomed() throws SQLException {
        return number("SELECT (SELECT COUNT(*) FROM recipes r JOIN doomed d ON d.id = r.id)"
                + " + (SELECT COUNT(*) FROM ingredients i JOIN doomed d ON d.id = i.recipe_id)"
                + " + (SELECT COUNT(*) FROM steps s JOIN doomed d ON d.id = s.recipe_id)");
    }

    long number(String query) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
