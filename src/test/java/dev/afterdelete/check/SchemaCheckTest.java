package dev.afterdelete.check;

import static dev.afterdelete.check.FindingCode.ON_UPDATE_UNSAID;
import static dev.afterdelete.check.FindingCode.REFERENCES_ELSEWHERE;
import static dev.afterdelete.check.FindingCode.TABLES_OUTSIDE;
import static dev.afterdelete.check.FindingCode.UNDECIDED;
import static dev.afterdelete.check.FindingCode.UNDECLARED_REFERENCE;
import static dev.afterdelete.check.FindingCode.WRONG_DATABASE;
import static dev.afterdelete.live.TableSketch.keyed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.live.TableSketch;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {
    private static final String SAMPLE =
            "relations: [{ child: steps.recipe_id, parent: recipes, onDelete: cascade, onUpdate: cascade }]";

    @Test
    void aDeclarationThatFitsYieldsNothingAtAll() {
        assertThat(Checked.of(SAMPLE, keyed("recipes"), steps()).findings()).isEmpty();
    }

    @Test
    void theWrongDatabaseIsSaidOnce() {
        var checked = Checked.of(SAMPLE, keyed("customers"), keyed("orders").with("customer_id", "bigint"));
        assertThat(checked.findings()).extracting(Finding::code).containsExactly(WRONG_DATABASE);
        assertThat(checked.say(WRONG_DATABASE))
                .contains("none of the 2 declared tables", "customers, orders", "AFTERDELETE_DB_URL");
    }

    @Test
    void anEmptyDatabaseIsSaidOnce() {
        var checked = Checked.of(SAMPLE);
        assertThat(checked.findings()).extracting(Finding::code).containsExactly(WRONG_DATABASE);
        assertThat(checked.say(WRONG_DATABASE)).contains("app has no table that this user may see");
    }

    @Test
    void openMarksAreErrorsAtTheirPlaceEvenInTheWrongDatabase() {
        var checked = Checked.of("""
                relations:
                  - child: steps.recipe_id
                    parent: recipes
                    onDelete: undecided
                """);
        assertThat(checked.only(UNDECIDED).place())
                .hasValueSatisfying(place -> assertThat(place.line()).isEqualTo(5));
        checked.has(UNDECIDED, WRONG_DATABASE);
    }

    @Test
    void aColumnThatLooksLikeAReferenceToADeclaredParentIsAWarning() {
        var checked =
                Checked.of(SAMPLE, keyed("recipes"), steps(), keyed("photos").with("recipe_id", "bigint"));
        assertThat(checked.has(UNDECLARED_REFERENCE).say(UNDECLARED_REFERENCE))
                .contains(
                        "photos.recipe_id", "likely", "- { child: photos.recipe_id, parent: recipes.id, onDelete: … }");
    }

    @Test
    void aColumnOfAnotherTypeOrOfTheOutboxIsNoReference() {
        Checked.of(
                        SAMPLE,
                        keyed("recipes"),
                        steps(),
                        keyed("photos").with("recipe_id", "varchar(20)"),
                        keyed("afterdelete_outbox").with("recipe_id", "bigint"))
                .isFine();
    }

    @Test
    void whatIsNotDeclaredAtAllIsSaidOnceForAllTables() {
        var checked = Checked.of(
                SAMPLE,
                keyed("recipes"),
                steps(),
                keyed("shops"),
                keyed("visits").with("shop_id", "bigint"),
                keyed("sales").with("shop_id", "bigint"));
        assertThat(checked.findings()).extracting(Finding::code).containsExactly(REFERENCES_ELSEWHERE, TABLES_OUTSIDE);
        assertThat(checked.say(REFERENCES_ELSEWHERE)).contains("2 columns", "visits.shop_id", "afterdelete infer");
        assertThat(checked.say(TABLES_OUTSIDE)).contains("3 tables", "shops, visits, sales");
    }

    @Test
    void relationsThatSayNothingOfKeyUpdatesAreInformation() {
        var checked = Checked.relation(
                "child: steps.recipe_id, parent: recipes, onDelete: cascade", keyed("recipes"), steps());
        assertThat(checked.findings()).extracting(Finding::code).containsExactly(ON_UPDATE_UNSAID);
        assertThat(checked.only(ON_UPDATE_UNSAID).severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void theMostSevereComesFirstAndThenThePlaceDecides() {
        var checked = Checked.of(
                """
                relations:
                  - { child: photos.recipe_id, parent: recipes, onDelete: cascade }
                  - { child: steps.recipe_id, parent: recipes, onDelete: set_null }
                  - { child: notes.recipe_id, parent: recipes, onDelete: cascade }
                """,
                keyed("recipes"),
                steps(),
                keyed("photos").with("recipe_id", "bigint"),
                keyed("notes").with("recipe_id", "varchar(9)"),
                keyed("marks").with("recipe_id", "bigint").index("recipe_id"));
        assertThat(checked.findings())
                .extracting(finding -> finding.severity() + " " + finding.subject())
                .containsExactly(
                        "ERROR steps.recipe_id",
                        "ERROR notes.recipe_id",
                        "WARNING photos.recipe_id",
                        "WARNING notes.recipe_id",
                        "WARNING marks.recipe_id",
                        "INFO photos.recipe_id",
                        "INFO marks");
    }

    @Test
    void aSelfReferenceIsCheckedAsAnyOther() {
        Checked.relation(
                        "child: categories.parent_id, parent: categories, onDelete: set_null",
                        keyed("categories").nullable("parent_id", "bigint").index("parent_id"))
                .isFine();
    }

    private static TableSketch steps() {
        return keyed("steps").with("recipe_id", "bigint").index("recipe_id");
    }
}
