package dev.afterdelete.guess;

import static dev.afterdelete.live.TableSketch.database;
import static dev.afterdelete.live.TableSketch.keyed;
import static dev.afterdelete.live.TableSketch.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.live.LiveForeignKey;
import dev.afterdelete.live.TableSketch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceGuesserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "recipe_id",
                "recipeId",
                "RecipeID",
                "recipe_fk",
                "fk_recipe",
                "id_recipe",
                "fk_recipe_id",
                "recipes_id",
                "recipe_ref",
                "RECIPE_ID",
                "recipeid"
            })
    void theNameOfATableAndAnEndingAreLikely(String column) {
        assertThat(guesses(keyed("recipes"), keyed("steps").with(column, "bigint")))
                .containsExactly("steps.%s -> recipes.id likely".formatted(column));
    }

    @ParameterizedTest
    @CsvSource({
        "people, person_id",
        "categories, category_id",
        "children, child_id",
        "wp_recipe, recipe_id",
        "Recipe, recipeId",
    })
    void tablesAreSingularOrPlural(String parent, String column) {
        assertThat(guesses(keyed(parent), keyed("wp_steps").with(column, "bigint")))
                .containsExactly("wp_steps.%s -> %s.id likely".formatted(column, parent));
    }

    @ParameterizedTest
    @CsvSource({
        "billing_address_id, addresses",
        "recipe, recipes",
        "variant_id, product_variants",
        "created_by, users",
        "author_id, users",
        "owner_id, users",
        "last_editor_id, users",
    })
    void aPartOfTheNameOrACustomIsPossible(String column, String parent) {
        assertThat(guesses(
                        keyed("addresses"),
                        keyed("recipes"),
                        keyed("product_variants"),
                        keyed("users"),
                        keyed("steps").with(column, "bigint")))
                .containsExactly("steps.%s -> %s.id possible".formatted(column, parent));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "uuid",
                "valid",
                "paid",
                "external_id",
                "recipes",
                "title",
                "stand_by_mode",
                "_",
                "created_at",
                "shop_id"
            })
    void whatNamesNoTableIsNoReference(String column) {
        assertThat(guesses(
                        keyed("recipes"),
                        keyed("users"),
                        table("steps").with(column, "bigint").primary(column)))
                .isEmpty();
    }

    @Test
    void aForeignKeyToWhateverDatabaseLeavesNothingToGuess() {
        var steps = keyed("steps")
                .with("recipe_id", "bigint")
                .foreignKey("recipe_id", "elsewhere.recipes", "id", LiveForeignKey.Rule.RESTRICT);
        assertThat(guesses(keyed("recipes"), steps)).isEmpty();
    }

    @Test
    void aParentIsOfTheSameTable() {
        assertThat(guesses(keyed("categories").nullable("parent_id", "bigint").nullable("root_id", "bigint")))
                .containsExactly(
                        "categories.parent_id -> categories.id likely", "categories.root_id -> categories.id possible");
    }

    @Test
    void typesThatDifferSomewhatMakeItPossibleOnly() {
        assertThat(guesses(keyed("recipes"), keyed("steps").with("recipe_id", "int unsigned")))
                .containsExactly("steps.recipe_id -> recipes.id possible");
    }

    @ParameterizedTest
    @CsvSource({"bigint, varchar(36)", "decimal, decimal", "binary(16), char(36)", "varchar(9) utf8mb4_bin, varchar(9)"
    })
    void typesThatCannotBeComparedMakeItAMisfit(String parent, String child) {
        var guesser = new ReferenceGuesser(database(
                table("recipes").with("id", parent).primary("id"),
                keyed("steps").with("recipe_id", child)));
        assertThat(guesser.guesses()).isEmpty();
        assertThat(guesser.misfits())
                .singleElement()
                .asString()
                .contains("steps.recipe_id looks like a reference to recipes, but");
    }

    @Test
    void aUniqueColumnIsReferredToByItsName() {
        assertThat(guesses(
                        keyed("warehouses").with("code", "char(4)").unique("code"),
                        keyed("products").with("sku", "varchar(20)").unique("sku"),
                        keyed("stock").with("warehouse_code", "char(4)").with("sku", "varchar(20)")))
                .containsExactly(
                        "stock.warehouse_code -> warehouses.code likely", "stock.sku -> products.sku possible");
    }

    @Test
    void aKeyCalledAfterItsTableIsReferredToByItsName() {
        assertThat(guesses(
                        table("customer").with("customer_id", "int").primary("customer_id"),
                        table("visit")
                                .with("visit_id", "int")
                                .with("customer_id", "int")
                                .primary("visit_id")))
                .containsExactly("visit.customer_id -> customer.customer_id likely");
    }

    @Test
    void aCompositeKeyIsReferredToWhole() {
        assertThat(guesses(
                        table("orders")
                                .with("shop", "int")
                                .with("number", "int")
                                .primary("shop", "number"),
                        keyed("lines").with("shop", "int").with("order_number", "int"),
                        keyed("visits").with("order_number", "int")))
                .containsExactly("lines.shop,order_number -> orders.shop,number likely");
    }

    @Test
    void aPolymorphicPairIsNoReferenceToOneTable() {
        assertThat(guesses(
                        keyed("recipes"),
                        keyed("comments").with("recipe_type", "varchar(20)").with("recipe_id", "bigint")))
                .isEmpty();
    }

    @Test
    void twoTablesThatCouldBeMeantAreNone() {
        assertThat(guesses(keyed("recipe"), keyed("recipes"), keyed("steps").with("recipe_id", "bigint")))
                .isEmpty();
    }

    @Test
    void viewsTakeNoPart() {
        assertThat(guesses(keyed("recipes").view(), keyed("steps").with("recipe_id", "bigint")))
                .isEmpty();
        assertThat(guesses(
                        keyed("recipes"),
                        keyed("steps").with("recipe_id", "bigint").view()))
                .isEmpty();
    }

    private static List<String> guesses(TableSketch... tables) {
        return new ReferenceGuesser(database(tables))
                .guesses().stream()
                        .map(guess -> "%s.%s -> %s.%s %s"
                                .formatted(
                                        guess.child(),
                                        String.join(",", guess.columns()),
                                        guess.parent(),
                                        String.join(",", guess.parentColumns()),
                                        guess.confidence().word()))
                        .toList();
    }
}
