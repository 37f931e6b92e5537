package dev.afterdelete.check;

import static dev.afterdelete.check.FindingCode.KEY_NOT_UNIQUE;
import static dev.afterdelete.check.FindingCode.KEY_TYPE_MISMATCH;
import static dev.afterdelete.check.FindingCode.REFERENCE_TYPE_DIFFERS;
import static dev.afterdelete.check.FindingCode.REFERENCE_TYPE_MISMATCH;
import static dev.afterdelete.check.FindingCode.UNKNOWN_COLUMN;
import static dev.afterdelete.live.TableSketch.keyed;
import static dev.afterdelete.live.TableSketch.table;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceCheckTest {
    private static final String RELATION = "child: steps.recipe_id, parent: recipes, onDelete: cascade";

    @Test
    void equalTypesAreFine() {
        Checked.relation(
                        RELATION,
                        keyed("recipes"),
                        keyed("steps").with("recipe_id", "bigint").index("recipe_id"))
                .isFine();
    }

    @ParameterizedTest
    @CsvSource({
        "bigint, int, some keys",
        "bigint unsigned, bigint, some keys",
        "int, bigint, nobody meant it",
        "int unsigned, bigint, nobody meant it",
        "bigint, bigint unsigned, some keys",
    })
    void aNumberOfAnotherSizeOrSignIsAWarning(String parent, String child, String consequence) {
        var checked = numbers(parent, child).has(REFERENCE_TYPE_DIFFERS);
        assertThat(checked.say(REFERENCE_TYPE_DIFFERS))
                .contains(
                        parent, child, consequence, "ALTER TABLE `steps` MODIFY `recipe_id` " + parent + " NOT NULL;");
    }

    @ParameterizedTest
    @CsvSource({"int(11), int", "bigint(20) unsigned, bigint unsigned"})
    void theDisplayWidthThatSomeServersShowIsNoDifference(String parent, String child) {
        numbers(parent, child).isFine();
    }

    @ParameterizedTest
    @ValueSource(strings = {"varchar(20)", "decimal(10,2)", "double", "binary(16)"})
    void aNumberThatIsReferredToAsAnotherTypeIsAnError(String child) {
        var checked = numbers("bigint", child).has(REFERENCE_TYPE_MISMATCH);
        assertThat(checked.say(REFERENCE_TYPE_MISMATCH)).contains("steps.recipe_id is " + child, "bigint");
    }

    @Test
    void aMistypedKeyIsSaidOfTheKeyAndNotOfEachReferenceToIt() {
        texts("varchar(20)", "varchar(20)", "key: id").has(KEY_TYPE_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "utf8mb4_bin, utf8mb4_general_ci, REFERENCE_COLLATION_WIDER",
        "utf8mb4_0900_bin, utf8mb4_bin, REFERENCE_COLLATION_WIDER",
        "utf8mb4_0900_ai_ci, utf8mb4_general_ci, REFERENCE_COLLATION_WIDER",
        "utf8mb4_0900_ai_ci, utf8mb4_0900_bin, REFERENCE_COLLATION_DIFFERS",
        "utf8mb4_general_ci, latin1_bin, REFERENCE_COLLATION_DIFFERS",
    })
    void anotherCollationIsAnErrorWhereItCouldTakeOthersAlong(String parent, String child, FindingCode code) {
        var checked = texts("varchar(20) " + parent, "varchar(20) " + child, "key: { column: id, type: string }");
        assertThat(checked.has(code).say(code)).contains(parent, child, "COLLATE " + parent);
    }

    @Test
    void anotherLengthIsAWarning() {
        var checked = texts("varchar(20)", "varchar(10)", "key: { column: id, type: string }");
        assertThat(checked.has(REFERENCE_TYPE_DIFFERS).say(REFERENCE_TYPE_DIFFERS))
                .contains("some keys");
        texts("binary(16)", "varbinary(16)", "key: { column: id, type: binary }")
                .has(REFERENCE_TYPE_DIFFERS);
    }

    @Test
    void equalTextsAndBytesAreFine() {
        texts("varchar(20) utf8mb4_bin", "varchar(20) utf8mb4_bin", "key: { column: id, type: string }")
                .isFine();
        texts("binary(16)", "binary(16)", "key: { column: id, type: binary }").isFine();
    }

    @Test
    void aMissingColumnIsNamedWithTheNearest() {
        var checked = Checked.relation(
                "child: steps.recpie_id, parent: recipes, onDelete: set_null",
                keyed("recipes"),
                keyed("steps").with("recipe_id", "bigint").index("recipe_id"));
        assertThat(checked.say(UNKNOWN_COLUMN)).contains("steps.recpie_id", "did you mean \"recipe_id\"?");
        assertThat(checked.only(UNKNOWN_COLUMN).place())
                .hasValueSatisfying(place -> assertThat(place.line()).isEqualTo(2));
    }

    @Test
    void columnsThatAreReferredToMustBeUniqueTogether() {
        var declaration = """
                tables: { recipes: { unique: [shop, number] } }
                relations: [{ child: [steps.shop, steps.number], parent: [recipes.shop, recipes.number], onDelete: cascade }]
                """;
        var steps = keyed("steps").with("shop", "int").with("number", "int").index("number", "shop");
        var recipes = keyed("recipes").with("shop", "int").with("number", "int").index("shop", "number");
        assertThat(Checked.of(declaration, recipes, steps).has(KEY_NOT_UNIQUE).say(KEY_NOT_UNIQUE))
                .contains("CREATE UNIQUE INDEX `shop_number` ON `recipes` (`shop`, `number`);");
        Checked.of(
                        declaration,
                        keyed("recipes")
                                .with("shop", "int")
                                .with("number", "int")
                                .unique("number", "shop"),
                        steps)
                .isFine();
    }

    private static Checked numbers(String parent, String child) {
        return Checked.relation(
                RELATION,
                table("recipes").with("id", parent).primary("id"),
                keyed("steps").with("recipe_id", child).index("recipe_id"));
    }

    private static Checked texts(String parent, String child, String key) {
        return Checked.of(
                "tables: { recipes: { %s } }\nrelations: [{ %s }]".formatted(key, RELATION),
                table("recipes").with("id", parent).primary("id"),
                keyed("steps").with("recipe_id", child).index("recipe_id"));
    }
}
