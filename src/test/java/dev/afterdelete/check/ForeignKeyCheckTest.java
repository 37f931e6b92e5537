package dev.afterdelete.check;

import static dev.afterdelete.check.FindingCode.FOREIGN_KEY_CASCADES;
import static dev.afterdelete.check.FindingCode.FOREIGN_KEY_ELSEWHERE;
import static dev.afterdelete.check.FindingCode.FOREIGN_KEY_UNDECLARED;
import static dev.afterdelete.live.TableSketch.keyed;
import static dev.afterdelete.live.TableSketch.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.live.LiveForeignKey.Rule;
import dev.afterdelete.live.TableSketch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ForeignKeyCheckTest {
    @ParameterizedTest
    @CsvSource({
        "CASCADE, cascade, FOREIGN_KEY_CASCADES",
        "CASCADE, set_null, FOREIGN_KEY_CASCADES",
        "SET_NULL, set_null, FOREIGN_KEY_CASCADES",
        "RESTRICT, cascade, FOREIGN_KEY_REFUSES",
        "RESTRICT, restrict, FOREIGN_KEY_REFUSES",
        "UNSEEN, cascade, FOREIGN_KEY_UNSEEN",
        "UNSEEN, do_nothing, FOREIGN_KEY_CONTRADICTS",
        "CASCADE, do_nothing, FOREIGN_KEY_CONTRADICTS",
        "SET_NULL, do_nothing, FOREIGN_KEY_CONTRADICTS",
        "RESTRICT, do_nothing, FOREIGN_KEY_CONTRADICTS",
    })
    void aForeignKeyBesideItsRelation(Rule rule, String onDelete, FindingCode code) {
        var checked = Checked.relation(
                "child: steps.recipe_id, parent: recipes, onDelete: " + onDelete,
                keyed("recipes"),
                steps().foreignKey("recipe_id", "recipes", "id", rule));
        assertThat(checked.has(code).say(code))
                .contains(
                        "fk_recipe_id",
                        "ON DELETE " + rule.sql(),
                        "ALTER TABLE `steps` DROP FOREIGN KEY `fk_recipe_id`;");
    }

    @Test
    void aForeignKeyOfTheReferenceToAnotherTableIsAnError() {
        var checked = Checked.relation(
                "child: steps.recipe_id, parent: recipes, onDelete: cascade",
                keyed("recipes"),
                keyed("dishes"),
                steps().foreignKey("recipe_id", "dishes", "id", Rule.RESTRICT));
        assertThat(checked.has(FOREIGN_KEY_ELSEWHERE).say(FOREIGN_KEY_ELSEWHERE))
                .contains("to dishes, and its relation is to recipes", "DROP FOREIGN KEY `fk_recipe_id`");
    }

    @Test
    void aForeignKeyOfTheReferenceToAnotherDatabaseIsAnError() {
        Checked.relation(
                        "child: steps.recipe_id, parent: recipes, onDelete: cascade",
                        keyed("recipes"),
                        steps().foreignKey("recipe_id", "other.recipes", "id", Rule.RESTRICT))
                .has(FOREIGN_KEY_ELSEWHERE);
    }

    @Test
    void anUndecidedRelationContradictsNothing() {
        Checked.relation(
                        "child: steps.recipe_id, parent: recipes, onDelete: undecided",
                        keyed("recipes"),
                        steps().foreignKey("recipe_id", "recipes", "id", Rule.CASCADE))
                .has(FindingCode.UNDECIDED, FOREIGN_KEY_CASCADES);
    }

    @ParameterizedTest
    @EnumSource(names = {"CASCADE", "SET_NULL", "RESTRICT"})
    void aForeignKeyToADeclaredParentThatNoRelationDeclaresIsAnError(Rule rule) {
        var checked = Checked.relation(
                "child: steps.recipe_id, parent: recipes, onDelete: cascade",
                keyed("recipes"),
                steps(),
                keyed("photos").with("recipe", "bigint").index("recipe").foreignKey("recipe", "recipes", "id", rule));
        assertThat(checked.has(FOREIGN_KEY_UNDECLARED).say(FOREIGN_KEY_UNDECLARED))
                .contains("photos.recipe", rule == Rule.RESTRICT ? "refuses" : "in one transaction")
                .contains("{ child: photos.recipe, parent: recipes.id, onDelete: … }");
    }

    @Test
    void theOrderOfColumnsMakesNoDifference() {
        var declaration = """
                tables: { orders: { key: [shop, number] } }
                relations: [{ child: [lines.shop, lines.number], parent: [orders.shop, orders.number], onDelete: cascade }]
                """;
        var orders = table("orders").with("shop", "int").with("number", "int").primary("shop", "number");
        var lines = keyed("lines").with("shop", "int").with("number", "int").index("shop", "number");
        lines.foreignKey(
                "fk", List.of("number", "SHOP"), "orders", List.of("number", "shop"), Rule.CASCADE, Rule.RESTRICT);
        Checked.of(declaration, orders, lines).has(FOREIGN_KEY_CASCADES);
    }

    @Test
    void aForeignKeyBetweenTablesThatAreNotDeclaredIsNoneOfOurBusiness() {
        Checked.relation(
                        "child: steps.recipe_id, parent: recipes, onDelete: cascade",
                        keyed("recipes"),
                        steps(),
                        keyed("shops"),
                        keyed("visits").with("shop_id", "bigint").foreignKey("shop_id", "shops", "id", Rule.CASCADE))
                .isFine();
    }

    private static TableSketch steps() {
        return keyed("steps").nullable("recipe_id", "bigint").index("recipe_id");
    }
}
