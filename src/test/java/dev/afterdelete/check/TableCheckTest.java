package dev.afterdelete.check;

import static dev.afterdelete.check.FindingCode.CREATED_AT_MISMATCH;
import static dev.afterdelete.check.FindingCode.KEY_NOT_UNIQUE;
import static dev.afterdelete.check.FindingCode.KEY_TYPE_MISMATCH;
import static dev.afterdelete.check.FindingCode.NOT_A_TABLE;
import static dev.afterdelete.check.FindingCode.NOT_TRANSACTIONAL;
import static dev.afterdelete.check.FindingCode.SOFT_DELETE_GENERATED;
import static dev.afterdelete.check.FindingCode.SOFT_DELETE_MISMATCH;
import static dev.afterdelete.check.FindingCode.STAMPED_COLUMN;
import static dev.afterdelete.check.FindingCode.TABLE_TWICE;
import static dev.afterdelete.check.FindingCode.TIME_WITHOUT_ZONE;
import static dev.afterdelete.check.FindingCode.TRIGGER;
import static dev.afterdelete.check.FindingCode.UNKNOWN_COLUMN;
import static dev.afterdelete.check.FindingCode.UNKNOWN_TABLE;
import static dev.afterdelete.live.TableSketch.foldingDatabase;
import static dev.afterdelete.live.TableSketch.keyed;
import static dev.afterdelete.live.TableSketch.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.live.TableSketch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableCheckTest {
    private static final String RELATION =
            "relations: [{ child: steps.recipe_id, parent: recipes, onDelete: cascade }]";

    @Test
    void aMissingTableIsSaidOnceWithTheNearestAndNothingIsSaidOfItsRelations() {
        var checked = Checked.of(RELATION, keyed("recipies"), steps()).has(UNKNOWN_TABLE);
        assertThat(checked.say(UNKNOWN_TABLE))
                .contains("recipes does not exist in this database", "did you mean \"recipies\"?");
    }

    @Test
    void namesOfTablesDifferByCaseOnlyWhereTheServerSaysSo() {
        Checked.of(RELATION, keyed("Recipes"), steps()).has(UNKNOWN_TABLE);
        Checked.of(RELATION, foldingDatabase(keyed("Recipes"), steps())).isFine();
    }

    @Test
    void namesOfColumnsNeverDifferByCase() {
        Checked.of(
                        RELATION,
                        table("recipes").with("ID", "bigint").primary("ID"),
                        keyed("steps").with("Recipe_Id", "bigint").index("RECIPE_ID"))
                .isFine();
    }

    @Test
    void aViewIsNoTable() {
        Checked.of(RELATION, keyed("recipes").view(), steps()).has(NOT_A_TABLE);
        Checked.of(RELATION, keyed("recipes"), steps().view()).has(NOT_A_TABLE);
    }

    @Test
    void anEngineThatCannotRollBackIsAnError() {
        var checked = Checked.of(RELATION, keyed("recipes"), steps().myIsam()).has(NOT_TRANSACTIONAL);
        assertThat(checked.say(NOT_TRANSACTIONAL)).contains("MyISAM", "ALTER TABLE `steps` ENGINE = InnoDB;");
    }

    @Test
    void theDeclaredTypeOfAKeyIsTheColumns() {
        var uuids = table("recipes").with("id", "binary(16)").primary("id");
        var checked = Checked.of(
                RELATION, uuids, keyed("steps").with("recipe_id", "binary(16)").index("recipe_id"));
        assertThat(checked.has(KEY_TYPE_MISMATCH).say(KEY_TYPE_MISMATCH))
                .contains("recipes.id is binary(16)", "declared as integer", "{ column: id, type: binary }");
        var decimals = table("recipes").with("id", "decimal(10,2)").primary("id");
        assertThat(Checked.of(RELATION, decimals, steps()).say(KEY_TYPE_MISMATCH))
                .contains("whole numbers");
    }

    @Test
    void aKeyIsThereAndUnique() {
        assertThat(Checked.of(
                                RELATION,
                                table("recipes").with("recipe_id", "bigint").primary("recipe_id"),
                                steps())
                        .say(UNKNOWN_COLUMN))
                .contains("recipes.id does not exist", "the key of recipes");
        var yearly = table("recipes").with("id", "bigint").with("year", "int").primary("id", "year");
        assertThat(Checked.of(RELATION, yearly, steps()).has(KEY_NOT_UNIQUE).say(KEY_NOT_UNIQUE))
                .contains("[id, year]");
        var keyless = table("recipes").with("id", "bigint").index("id");
        assertThat(Checked.of(RELATION, keyless, steps()).say(KEY_NOT_UNIQUE)).contains("add a primary key");
        Checked.of(RELATION, keyless.unique("id"), steps()).isFine();
    }

    @ParameterizedTest
    @CsvSource({
        "true, tinyint(1)",
        "true, bit",
        "not_null, datetime",
        "not_null, timestamp",
        "gone, varchar(10)",
        "9, tinyint",
        "gone, 'enum(''here'',''gone'')'",
    })
    void aSoftDeleteOfTheRightKindIsFine(String deleted, String type) {
        softDelete(deleted, keyed("recipes").nullable("flag", type)).isFine();
    }

    @ParameterizedTest
    @CsvSource({
        "true, datetime",
        "true, varchar(10)",
        "not_null, tinyint(1)",
        "gone, int",
        "9, varchar(10)",
        "300, tinyint",
        "a status that is too long, varchar(10)",
        "gone, 'enum(''here'',''there'')'",
    })
    void aSoftDeleteOfTheWrongKindIsAnError(String deleted, String type) {
        softDelete(deleted, keyed("recipes").nullable("flag", type)).has(SOFT_DELETE_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({"timestamp", "timestamp(6)", "datetime", "datetime(6)"})
    void aRowIsToldApartByAMoment(String type) {
        created(keyed("recipes").with("born", type)).isFine();
    }

    @ParameterizedTest
    @CsvSource({"date", "time", "bigint", "varchar(30)"})
    void whatSaysNoMomentTellsNoRowApart(String type) {
        assertThat(created(keyed("recipes").with("born", type))
                        .has(CREATED_AT_MISMATCH)
                        .say(CREATED_AT_MISMATCH))
                .contains("recipes.born is " + type, "DATETIME or TIMESTAMP");
    }

    @Test
    void aMissingCreationIsSaid() {
        assertThat(created(keyed("recipes").with("birth", "datetime"))
                        .has(UNKNOWN_COLUMN)
                        .say(UNKNOWN_COLUMN))
                .contains("recipes.born does not exist", "createdAt");
    }

    @Test
    void aTimeWithoutAZoneIsSaidToBeReadAsUtc() {
        assertThat(created(keyed("recipes").with("born", "datetime")).say(TIME_WITHOUT_ZONE))
                .contains("recipes.born is datetime", "createdAt", "UTC");
        created(keyed("recipes").with("born", "timestamp")).hasNo(TIME_WITHOUT_ZONE);
        assertThat(graced(keyed("recipes").nullable("flag", "datetime")).say(TIME_WITHOUT_ZONE))
                .contains("recipes.flag", "grace", "UTC");
        graced(keyed("recipes").nullable("flag", "timestamp")).hasNo(TIME_WITHOUT_ZONE);
    }

    @Test
    void aDateIsTooCoarseForAGrace() {
        assertThat(graced(keyed("recipes").nullable("flag", "date"))
                        .has(SOFT_DELETE_MISMATCH)
                        .say(SOFT_DELETE_MISMATCH))
                .contains("recipes.flag", "a day too early");
    }

    private static Checked created(TableSketch recipes) {
        return Checked.of("tables: { recipes: { createdAt: born } }\n" + RELATION, recipes, steps());
    }

    private static Checked graced(TableSketch recipes) {
        return Checked.of(
                "tables: { recipes: { softDelete: { column: flag, deleted: not_null }, grace: P7D } }\n" + RELATION,
                recipes,
                steps());
    }

    @Test
    void aTimeThatIsNeverNullWouldDeleteEveryRow() {
        assertThat(softDelete("not_null", keyed("recipes").with("flag", "datetime"))
                        .say(SOFT_DELETE_MISMATCH))
                .contains("only NULL says that a row stands");
    }

    @Test
    void aSoftDeleteIsThereAndCanBeSet() {
        softDelete("true", keyed("recipes")).has(UNKNOWN_COLUMN);
        softDelete("true", keyed("recipes").generated("flag", "tinyint(1)")).has(SOFT_DELETE_GENERATED);
    }

    @Test
    void aColumnThatEveryUpdateSetsSaysNeitherDeletionNorCreation() {
        assertThat(softDelete("not_null", keyed("recipes").stamped("flag", "timestamp"))
                        .has(STAMPED_COLUMN)
                        .say(STAMPED_COLUMN))
                .contains("recipes.flag", "ON UPDATE CURRENT_TIMESTAMP", "softDelete");
        Checked.of(
                        "tables: { recipes: { createdAt: born } }\n" + RELATION,
                        keyed("recipes").stamped("born", "timestamp"),
                        steps())
                .has(STAMPED_COLUMN);
    }

    @Test
    void aTableIsDeclaredInOneSpellingWhereTheServerKnowsOne() {
        var declaration = """
                relations:
                  - { child: steps.recipe_id, parent: recipes, onDelete: cascade }
                  - { child: Steps.other_id, parent: recipes, onDelete: restrict }
                """;
        var steps = steps().with("other_id", "bigint").index("other_id");
        assertThat(Checked.of(declaration, foldingDatabase(keyed("recipes"), steps))
                        .has(TABLE_TWICE)
                        .say(TABLE_TWICE))
                .contains("Steps and steps are one table");
    }

    @Test
    void triggersOnDeleteAndUpdateAreAWarning() {
        var checked = Checked.of(
                RELATION, keyed("recipes").trigger("log_it", "DELETE"), steps().trigger("count_it", "INSERT"));
        assertThat(checked.has(TRIGGER).say(TRIGGER))
                .contains("recipes", "log_it (DELETE)")
                .doesNotContain("count_it");
    }

    private static Checked softDelete(String deleted, TableSketch recipes) {
        return Checked.of(
                "tables: { recipes: { softDelete: { column: flag, deleted: %s } } }\n%s".formatted(deleted, RELATION),
                recipes,
                steps());
    }

    private static TableSketch steps() {
        return keyed("steps").with("recipe_id", "bigint").index("recipe_id");
    }
}
