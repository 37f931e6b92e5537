package dev.afterdelete.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.jdbc.LiveTable.Column;
import dev.afterdelete.wire.RelationsReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaComparisonTest {
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

    private final Map<String, Column> users =
            new HashMap<>(Map.of("name", text("utf8mb4_bin"), "gone", time("datetime"), "born", time("timestamp")));
    private final Map<String, Column> posts =
            new HashMap<>(Map.of("id", number("bigint"), "author", text("utf8mb4_bin"), "kind", number("tinyint")));

    private final Map<String, Column> people =
            new HashMap<>(Map.of("name", text("utf8mb4_bin"), "badge", number("int")));
    private final Map<String, Column> doors = new HashMap<>(Map.of("id", number("bigint"), "badge", number("bigint")));
    private List<Set<String>> uniqueKeysOfPeople = List.of(Set.of("name"), Set.of("badge"));

    @Test
    void aSchemaAsDeclaredHasNoDifference() {
        assertThat(differences()).isEmpty();
    }

    @Test
    void aMissingTableIsNamed() {
        assertThat(SchemaComparison.differences(GRAPH, Map.of()))
                .containsExactly(
                        "table users does not exist in this database", "table posts does not exist in this database");
    }

    @Test
    void aReferenceOfAnotherTypeIsADifferenceBecauseMySqlWouldConvert() {
        posts.put("author", number("int"));
        assertThat(differences()).singleElement().asString().contains("posts.author is int", "users", "convert");
    }

    @Test
    void aDecimalOrFloatIsNoInteger() {
        posts.put("id", number("decimal"));
        assertThat(differences()).singleElement().asString().contains("posts.id is decimal");
    }

    @Test
    void aWiderCollationIsADifference() {
        posts.put("author", text("utf8mb4_general_ci"));
        assertThat(differences()).singleElement().asString().contains("utf8mb4_general_ci", "utf8mb4_bin");
    }

    @Test
    void anIntegerConstantOnATextColumnIsADifferenceBecauseItWouldMatchNearlyEveryRow() {
        posts.put("kind", text("utf8mb4_bin"));
        assertThat(differences()).singleElement().asString().contains("posts.kind", "where");
    }

    @Test
    void aKeyThatIsNotUniqueIsADifference() {
        var live = Map.of(
                "users", new LiveTable(users, List.of(Set.of("name", "region"))),
                "posts", new LiveTable(posts, List.of(Set.of("id"))));
        assertThat(SchemaComparison.differences(GRAPH, live))
                .singleElement()
                .asString()
                .contains("users has no unique index");
    }

    @Test
    void aSoftDeleteOfTheWrongKindIsADifference() {
        users.put("gone", number("tinyint"));
        assertThat(differences()).singleElement().asString().contains("users.gone is tinyint", "DATETIME");
    }

    @Test
    void aDateIsTooCoarseForAGrace() {
        users.put("gone", time("date"));
        assertThat(differences()).singleElement().asString().contains("users.gone is date", "TIMESTAMP, for grace");
    }

    @Test
    void aCreationThatIsNoMomentIsADifference() {
        users.put("born", time("date"));
        assertThat(differences()).singleElement().asString().contains("users.born is date", "TIMESTAMP, for createdAt");
        users.remove("born");
        assertThat(differences()).singleElement().asString().contains("users.born", "its createdAt");
    }

    @Test
    void whatIsUniqueOnEachShardIsUnique() {
        assertThat(differencesOfRegions(text("utf8mb4_bin"))).isEmpty();
    }

    @Test
    void aShardColumnThatCanBeNullIsADifferenceBecauseNothingWouldFindTheRow() {
        assertThat(differencesOfRegions(new Column("varchar", Optional.of("utf8mb4_bin"), true)))
                .containsExactly("column steps.region can be NULL, and is its shardBy: nothing would find such a row");
    }

    @Test
    void aShardColumnThatTakesTwoShardsForOneIsADifference() {
        assertThat(differencesOfRegions(text("utf8mb4_general_ci")))
                .singleElement()
                .asString()
                .contains("steps.region compares by utf8mb4_general_ci", "recipes.region by utf8mb4_bin");
    }

    @Test
    void aShardColumnHasTheDeclaredType() {
        assertThat(differencesOfRegions(number("bigint")))
                .singleElement()
                .asString()
                .contains("steps.region is bigint", "its shardBy is string");
    }

    private static List<String> differencesOfRegions(Column region) {
        var graph = RelationsReader.read("""
                version: 1
                tables:
                  recipes: { shardBy: { column: region, type: string } }
                  steps: { shardBy: { column: region, type: string } }
                relations: [{ child: steps.recipe_id, parent: recipes, onDelete: cascade }]
                """, "test");
        var unique = List.of(Set.of("region", "id"));
        var recipes = Map.of("region", text("utf8mb4_bin"), "id", number("bigint"));
        var steps = Map.of("region", region, "id", number("bigint"), "recipe_id", number("bigint"));
        return SchemaComparison.differences(
                graph, Map.of("recipes", new LiveTable(recipes, unique), "steps", new LiveTable(steps, unique)));
    }

    private static Column time(String type) {
        return new Column(type, Optional.empty(), true);
    }

    @Test
    void whatIsReferredToBesideTheKeyHasItsDeclaredType() {
        assertThat(differencesOfBadges()).isEmpty();

        people.put("badge", text("utf8mb4_bin"));
        assertThat(differencesOfBadges())
                .singleElement()
                .asString()
                .contains("people.badge is varchar", "its declared unique is integer");
    }

    @Test
    void aReferenceIsHeldAgainstTheColumnThatItRefersTo() {
        doors.put("badge", text("utf8mb4_bin"));
        assertThat(differencesOfBadges())
                .singleElement()
                .asString()
                .contains("doors.badge is varchar", "its reference to people is integer");
    }

    @Test
    void whatIsReferredToAndNotUniqueIsADifferenceBecauseAChildCouldHaveTwoParents() {
        uniqueKeysOfPeople = List.of(Set.of("name"), Set.of("badge", "year"));
        assertThat(differencesOfBadges())
                .containsExactly(
                        "doors.badge refers to (badge) of people, on which it has no unique index: one child could belong to several rows");
    }

    @Test
    void partOfAKeyIsNotUniqueByItself() {
        uniqueKeysOfPeople = List.of(Set.of("name", "badge"));
        var graph = RelationsReader.read("""
                version: 1
                tables: { people: { key: [{ column: name, type: string }, badge] } }
                relations: [{ child: doors.badge, parent: people.badge, onDelete: do_nothing }]
                """, "test");
        assertThat(SchemaComparison.differences(graph, badges()))
                .singleElement()
                .asString()
                .contains("doors.badge refers to (badge) of people", "no unique index");
    }

    @Test
    void aColumnThatIsToBecomeNullCanHoldIt() {
        doors.put("badge", new Column("int", Optional.empty(), false));
        var set = "column doors.badge is NOT NULL, and its reference to people says set_null";

        assertThat(SchemaComparison.differences(badges("onDelete: set_null, onUpdate: set_null"), badges()))
                .containsExactly(set);
        assertThat(SchemaComparison.differences(badges("onDelete: restrict, onUpdate: set_null"), badges()))
                .containsExactly(set);
        assertThat(SchemaComparison.differences(badges("onDelete: cascade, onUpdate: cascade"), badges()))
                .isEmpty();
    }

    @Test
    void columnsThatAreCopiedExistOnBothSides() {
        var graph = badges("onDelete: cascade, copies: { person: nick, badge_name: shown }");

        assertThat(SchemaComparison.differences(graph, badges()))
                .containsExactly(
                        "column doors.person does not exist; it is needed for its copies",
                        "column people.nick does not exist; it is needed for the copies of doors.badge",
                        "column doors.badge_name does not exist; it is needed for its copies",
                        "column people.shown does not exist; it is needed for the copies of doors.badge");
        doors.put("person", text("utf8mb4_bin"));
        doors.put("badge_name", number("float"));
        people.put("nick", text("utf8mb4_general_ci"));
        people.put("shown", number("float"));
        assertThat(SchemaComparison.differences(graph, badges())).isEmpty();
    }

    private List<String> differencesOfBadges() {
        return SchemaComparison.differences(badges("onDelete: set_default, default: 1"), badges());
    }

    private Map<String, LiveTable> badges() {
        return Map.of(
                "people", new LiveTable(people, uniqueKeysOfPeople),
                "doors", new LiveTable(doors, List.of(Set.of("id"))));
    }

    private static RelationGraph badges(String actions) {
        return RelationsReader.read("""
                version: 1
                tables: { people: { key: { column: name, type: string }, unique: badge } }
                relations: [{ child: doors.badge, parent: people.badge, %s }]
                """.formatted(actions), "test");
    }

    private List<String> differences() {
        return SchemaComparison.differences(
                GRAPH,
                Map.of(
                        "users", new LiveTable(users, List.of(Set.of("name"))),
                        "posts", new LiveTable(posts, List.of(Set.of("id")))));
    }

    private static Column text(String collation) {
        return new Column("varchar", Optional.of(collation), false);
    }

    private static Column number(String type) {
        return new Column(type, Optional.empty(), false);
    }
}
