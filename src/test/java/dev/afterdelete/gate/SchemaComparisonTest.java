package dev.afterdelete.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.live.TableSketch;
import dev.afterdelete.wire.RelationsReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a live table would make a statement take rows that nobody meant. */
class SchemaComparisonTest {
    private static final String BIN = "varchar(20) utf8mb4_bin";

    private static final RelationGraph GRAPH = RelationsReader.read("""
            version: 1
            tables:
              users:
                key: { column: name, type: string }
                softDelete: { column: gone, deleted: not_null }
                grace: P7D
                createdAt: born
            relations:
              - { child: posts.author, parent: users.name, onDelete: cascade, where: { kind: 1 } }
            """, "test");

    @Test
    void aSchemaAsDeclaredHasNoDifference() {
        assertThat(differences(users(), posts())).isEmpty();
    }

    @Test
    void aMissingTableIsNamed() {
        assertThat(differences())
                .containsExactly(
                        "the table users does not exist in this database, or this user may not see it",
                        "the table posts does not exist in this database, or this user may not see it");
    }

    @Test
    void aReferenceOfAnotherTypeIsADifferenceBecauseMySqlWouldConvert() {
        assertThat(differences(users(), posts("bigint", "int", "tinyint")))
                .singleElement()
                .asString()
                .contains("posts.author is int", "users.name is varchar", "convert");
    }

    @Test
    void aDecimalOrFloatIsNoInteger() {
        assertThat(differences(users(), posts("decimal", BIN, "tinyint")))
                .singleElement()
                .asString()
                .contains("posts.id is decimal");
    }

    @Test
    void aWiderCollationIsADifference() {
        assertThat(differences(users(), posts("bigint", "varchar(20) utf8mb4_general_ci", "tinyint")))
                .singleElement()
                .asString()
                .contains("utf8mb4_general_ci", "utf8mb4_bin");
    }

    @Test
    void anIntegerConstantOnATextColumnIsADifferenceBecauseItWouldMatchNearlyEveryRow() {
        assertThat(differences(users(), posts("bigint", BIN, BIN)))
                .singleElement()
                .asString()
                .contains("posts.kind", "where");
    }

    @Test
    void aKeyThatIsNotUniqueIsADifference() {
        var users = columns("datetime", "timestamp").unique("name", "gone");
        assertThat(differences(users, posts()))
                .singleElement()
                .asString()
                .contains("no unique index holds the declared key of users");
    }

    @Test
    void anIndexThatIsUniqueByAnExpressionMakesNoKey() {
        var users = columns("datetime", "timestamp").index("name");
        assertThat(differences(users, posts()))
                .singleElement()
                .asString()
                .contains("no unique index holds the declared key of users");
    }

    @Test
    void aSoftDeleteOfTheWrongKindIsADifference() {
        assertThat(differences(users("tinyint", "timestamp"), posts()))
                .singleElement()
                .asString()
                .contains("users.gone cannot mark deleted rows", "it is tinyint, by which");
    }

    @Test
    void aDateIsTooCoarseForAGrace() {
        assertThat(differences(users("date", "timestamp"), posts()))
                .singleElement()
                .asString()
                .contains("users.gone", "it is date, by which a grace could end up to a day too early");
    }

    @Test
    void aMarkThatEveryRowBearsIsADifference() {
        var users = TableSketch.table("users")
                .with("name", BIN)
                .primary("name")
                .with("gone", "datetime")
                .with("born", "datetime");
        assertThat(differences(users, posts()))
                .containsExactly(
                        "users.gone cannot mark deleted rows: it is NOT NULL, and only NULL says that a row stands");
    }

    @Test
    void aMarkOrACreationThatEveryUpdateSetsIsADifference() {
        var users = TableSketch.table("users")
                .with("name", BIN)
                .primary("name")
                .stamped("gone", "datetime")
                .stamped("born", "timestamp");
        assertThat(differences(users, posts()))
                .containsExactly(
                        "users.gone gets the time of every update (ON UPDATE CURRENT_TIMESTAMP), and is the column of softDelete: rows that stand would count as deleted",
                        "users.born gets the time of every update (ON UPDATE CURRENT_TIMESTAMP), and is the column of createdAt: rows would seem younger than they are, and stay");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    enum('active','deleted') | it is one of enum('active','deleted')
                    varchar(2)               | it holds 2 characters, and the value has 4
                    """)
    void aMarkThatTheColumnCannotHoldIsADifference(String type, String objection) {
        var graph = RelationsReader.read("""
                version: 1
                tables: { pages: { softDelete: { column: state, deleted: gone } } }
                relations: [{ child: notes.page_id, parent: pages, onDelete: cascade }]
                """, "test");
        var notes = TableSketch.keyed("notes").with("page_id", "bigint");
        assertThat(differences(graph, TableSketch.keyed("pages").with("state", type), notes))
                .containsExactly("pages.state cannot mark deleted rows: " + objection);
    }

    @Test
    void aCreationThatIsNoMomentIsADifference() {
        assertThat(differences(users("datetime", "date"), posts()))
                .singleElement()
                .asString()
                .contains("users.born is date, and says no moment");
        var withoutBirth =
                TableSketch.table("users").with("name", BIN).primary("name").nullable("gone", "datetime");
        assertThat(differences(withoutBirth, posts()))
                .singleElement()
                .asString()
                .contains("users.born does not exist", "createdAt");
    }

    @Test
    void aTableThatIsDeclaredInTwoSpellingsIsADifferenceWhereTheDatabaseHasOne() {
        var graph = RelationsReader.read("""
                version: 1
                tables: { Recipes: { onLiveParent: refuse } }
                relations:
                  - { child: steps.recipe_id, parent: recipes, onDelete: cascade }
                  - { child: steps.other_id, parent: Recipes, onDelete: restrict }
                """, "test");
        var steps = TableSketch.keyed("steps").with("recipe_id", "bigint").with("other_id", "bigint");
        var folded = new FoundTables(true, found(TableSketch.keyed("recipes"), steps));
        assertThat(messages(graph, folded))
                .containsExactly(
                        "recipes and Recipes are one table here: this server keeps names of tables in one case");
        assertThat(differences(graph, TableSketch.keyed("recipes"), steps))
                .containsExactly(
                        "the table Recipes does not exist in this database, or this user may not see it; did you mean \"recipes\"?");
        assertThat(differences(graph, TableSketch.keyed("recipes"), TableSketch.keyed("Recipes"), steps))
                .isEmpty();
    }

    @Test
    void whatIsUniqueOnEachShardIsUnique() {
        assertThat(differencesOfRegions(steps().with("region", BIN))).isEmpty();
    }

    @Test
    void aShardColumnThatCanBeNullIsADifferenceBecauseNothingWouldFindTheRow() {
        assertThat(differencesOfRegions(steps().nullable("region", BIN)))
                .containsExactly(
                        "steps.region may be NULL, and belongs to the shardBy: no statement finds such a row, so its cascade would leave it");
    }

    @Test
    void aShardColumnThatTakesTwoShardsForOneIsADifference() {
        assertThat(differencesOfRegions(steps().with("region", "varchar(20) utf8mb4_general_ci")))
                .singleElement()
                .asString()
                .contains("steps.region compares by utf8mb4_general_ci", "recipes.region by utf8mb4_bin");
    }

    @Test
    void aShardColumnHasTheDeclaredType() {
        assertThat(differencesOfRegions(steps().with("region", "bigint")))
                .satisfiesExactly(
                        own -> assertThat(own).contains("steps.region is bigint", "its shardBy is declared as string"),
                        both -> assertThat(both).contains("steps.region is bigint", "recipes.region is varchar"));
    }

    private static TableSketch steps() {
        return TableSketch.table("steps")
                .with("id", "bigint")
                .with("recipe_id", "bigint")
                .unique("region", "id");
    }

    private static List<String> differencesOfRegions(TableSketch steps) {
        var graph = RelationsReader.read("""
                version: 1
                tables:
                  recipes: { shardBy: { column: region, type: string } }
                  steps: { shardBy: { column: region, type: string } }
                relations: [{ child: steps.recipe_id, parent: recipes, onDelete: cascade }]
                """, "test");
        var recipes = TableSketch.table("recipes")
                .with("region", BIN)
                .with("id", "bigint")
                .unique("region", "id");
        return differences(graph, recipes, steps);
    }

    private static TableSketch users() {
        return users("datetime", "timestamp");
    }

    private static TableSketch users(String gone, String born) {
        return columns(gone, born).primary("name");
    }

    private static TableSketch columns(String gone, String born) {
        return TableSketch.table("users")
                .with("name", BIN)
                .nullable("gone", gone)
                .nullable("born", born);
    }

    private static TableSketch posts() {
        return posts("bigint", BIN, "tinyint");
    }

    private static TableSketch posts(String id, String author, String kind) {
        return TableSketch.table("posts")
                .with("id", id)
                .primary("id")
                .with("author", author)
                .with("kind", kind);
    }

    private static List<String> differences(TableSketch... tables) {
        return differences(GRAPH, tables);
    }

    static List<String> differences(RelationGraph graph, TableSketch... tables) {
        return messages(graph, new FoundTables(false, found(tables)));
    }

    private static List<String> messages(RelationGraph graph, FoundTables tables) {
        return SchemaComparison.differences(graph, tables).stream()
                .map(Difference::message)
                .toList();
    }

    private static List<FoundTable> found(TableSketch... tables) {
        return Stream.of(tables)
                .map(TableSketch::live)
                .map(table -> new FoundTable(table.name(), table.columns(), table.indexes()))
                .toList();
    }
}
