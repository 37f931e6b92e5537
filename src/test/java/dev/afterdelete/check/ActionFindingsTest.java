package dev.afterdelete.check;

import static dev.afterdelete.check.FindingCode.CONSTANT_REJECTED;
import static dev.afterdelete.check.FindingCode.DEFAULT_REJECTED;
import static dev.afterdelete.check.FindingCode.GENERATED_COLUMN;
import static dev.afterdelete.check.FindingCode.REFERENCE_DOES_NOT_FIT;
import static dev.afterdelete.check.FindingCode.REFERENCE_TYPE_DIFFERS;
import static dev.afterdelete.check.FindingCode.SET_NULL_ON_NOT_NULL;
import static dev.afterdelete.check.FindingCode.UNKNOWN_COLUMN;
import static dev.afterdelete.live.TableSketch.keyed;
import static dev.afterdelete.live.TableSketch.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.live.TableSketch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionFindingsTest {
    @Test
    void setNullNeedsAColumnThatMayBeNull() {
        assertThat(relation("onDelete: set_null", steps())
                        .has(SET_NULL_ON_NOT_NULL)
                        .say(SET_NULL_ON_NOT_NULL))
                .contains("steps.recipe_id is NOT NULL", "MODIFY `recipe_id` bigint NULL;");
        relation("onDelete: cascade, onUpdate: set_null", steps()).has(SET_NULL_ON_NOT_NULL);
        relation("onDelete: set_null, onUpdate: set_null", nullableSteps()).isFine();
    }

    @Test
    void setNullOfNamedColumnsAsksForThoseOnly() {
        var declaration = """
                tables: { orders: { key: [shop, number] } }
                relations: [{ child: [lines.shop, lines.number], parent: [orders.shop, orders.number], onDelete: { set_null: [%s] } }]
                """;
        var orders = table("orders").with("shop", "int").with("number", "int").primary("shop", "number");
        var lines = keyed("lines").with("shop", "int").nullable("number", "int").index("shop", "number");
        Checked.of(declaration.formatted("number"), orders, lines).isFine();
        Checked.of(declaration.formatted("shop, number"), orders, lines).has(SET_NULL_ON_NOT_NULL);
    }

    @ParameterizedTest
    @CsvSource({"-129", "128", "9223372036854775807"})
    void aDefaultOutOfRangeIsRejected(String value) {
        assertThat(tinySteps("onDelete: set_default, default: " + value).say(DEFAULT_REJECTED))
                .contains("-128 to 127");
    }

    @ParameterizedTest
    @CsvSource({"-128", "0", "127"})
    void aDefaultInRangeIsFine(String value) {
        tinySteps("onDelete: set_default, default: " + value).hasNo(DEFAULT_REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "varchar(4), none, true",
        "varchar(3), none, false",
        "'enum(''none'',''some'')', none, true",
        "'enum(''some'')', none, false",
        "varchar(4) ascii_bin, näh, false",
        "varchar(4) latin1_bin, näh, true",
        "varchar(4) utf8mb3_bin, 🍕, false",
        "varchar(4) utf8mb4_bin, 🍕🍕🍕🍕, true",
        "bigint, none, false",
    })
    void aDefaultTextFitsTheColumnOrIsRejected(String type, String value, boolean fits) {
        var checked = Checked.of(
                """
                tables: { recipes: { key: { column: id, type: string } } }
                relations: [{ child: steps.recipe_id, parent: recipes, onDelete: set_default, default: "%s" }]
                """.formatted(value),
                table("recipes").with("id", type).primary("id"),
                keyed("steps").with("recipe_id", type).index("recipe_id"));
        assertThat(checked.findings().stream()
                        .map(Finding::code)
                        .filter(DEFAULT_REJECTED::equals)
                        .count())
                .isEqualTo(fits ? 0 : 1);
    }

    @Test
    void bytesThatAreTooManyAreRejected() {
        var declaration = """
                tables: { recipes: { key: { column: id, type: binary } } }
                relations: [{ child: steps.recipe_id, parent: recipes, onDelete: set_default, default: "%s" }]
                """;
        var recipes = table("recipes").with("id", "binary(2)").primary("id");
        var steps = keyed("steps").with("recipe_id", "binary(2)").index("recipe_id");
        Checked.of(declaration.formatted("00ff00"), recipes, steps).has(DEFAULT_REJECTED);
        Checked.of(declaration.formatted("00ff"), recipes, steps).isFine();
    }

    @Test
    void aComputedColumnCannotBeSet() {
        var computed = keyed("steps").generated("recipe_id", "bigint").index("recipe_id");
        relation("onDelete: set_null", computed).has(GENERATED_COLUMN);
        relation("onDelete: set_default, default: 1", computed).has(GENERATED_COLUMN);
        relation("onDelete: cascade, onUpdate: cascade", computed).has(GENERATED_COLUMN);
        relation("onDelete: cascade, onUpdate: restrict", computed).isFine();
    }

    @Test
    void aKeyIsMovedOnlyToAColumnThatKeepsIt() {
        var relation = """
                tables: { recipes: { key: { column: code, type: string } } }
                relations: [{ child: steps.code, parent: recipes, onDelete: cascade, onUpdate: cascade }]
                """;
        var recipes = table("recipes").with("code", "varchar(10)").primary("code");
        var steps = keyed("steps").with("code", "enum('a','b')").index("code");
        assertThat(Checked.of(relation, recipes, steps)
                        .has(REFERENCE_DOES_NOT_FIT, REFERENCE_TYPE_DIFFERS)
                        .say(REFERENCE_DOES_NOT_FIT))
                .contains("steps.code is enum('a','b')", "recipes.code", "a place in its list");
    }

    @Test
    void copiedColumnsAreOnBothSides() {
        var copies = "onDelete: cascade, copies: { recipe_title: title }";
        var recipes = keyed("recipes").with("title", "varchar(80)");
        var steps = steps().with("recipe_title", "varchar(80)");
        var relation = "child: steps.recipe_id, parent: recipes, " + copies;
        Checked.relation(relation, recipes, steps).isFine();
        Checked.relation(relation, keyed("recipes"), steps).has(UNKNOWN_COLUMN);
        Checked.relation(relation, recipes, steps()).has(UNKNOWN_COLUMN);
        Checked.relation(relation, recipes, steps().generated("recipe_title", "varchar(80)"))
                .has(GENERATED_COLUMN);
    }

    @ParameterizedTest
    @CsvSource({
        "varchar(20), Step, true",
        "varchar(20), 7, false",
        "int, 7, true",
        "int, Step, false",
        "varchar(3), Step, false"
    })
    void aConstantFitsItsColumn(String type, String constant, boolean fits) {
        var checked =
                relation("where: { kind: %s }, onDelete: cascade".formatted(constant), steps().with("kind", type));
        if (fits) {
            checked.isFine();
        } else {
            checked.has(CONSTANT_REJECTED);
        }
    }

    @Test
    void theColumnOfAConstantIsThere() {
        assertThat(relation("where: { knid: Step }, onDelete: cascade", steps().with("kind", "varchar(9)"))
                        .say(UNKNOWN_COLUMN))
                .contains("did you mean \"kind\"?");
    }

    private static Checked relation(String rest, TableSketch steps) {
        return Checked.relation("child: steps.recipe_id, parent: recipes, " + rest, keyed("recipes"), steps);
    }

    private static Checked tinySteps(String rest) {
        return relation(rest, keyed("steps").with("recipe_id", "tinyint").index("recipe_id"));
    }

    private static TableSketch steps() {
        return keyed("steps").with("recipe_id", "bigint").index("recipe_id");
    }

    private static TableSketch nullableSteps() {
        return keyed("steps").nullable("recipe_id", "bigint").index("recipe_id");
    }
}
