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
            relations:
              - { child: posts.author, parent: users.name, onDelete: cascade, where: { kind: 1 } }
            """, "test");

    private final Map<String, Column> users =
            new HashMap<>(Map.of("name", text("utf8mb4_bin"), "gone", new Column("datetime", Optional.empty())));
    private final Map<String, Column> posts =
            new HashMap<>(Map.of("id", number("bigint"), "author", text("utf8mb4_bin"), "kind", number("tinyint")));

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
    void aReferenceToAColumnBesideTheKeyIsHeldAgainstThatColumn() {
        assertThat(byHandle(List.of(Set.of("id"), Set.of("handle")))).isEmpty();
    }

    @Test
    void aReferredColumnThatIsNotUniqueIsADifferenceBecauseChildrenCouldBelongToSeveralRows() {
        assertThat(byHandle(List.of(Set.of("id"))))
                .singleElement()
                .asString()
                .contains("members has no unique index", "badges.handle");
    }

    private static List<String> byHandle(List<Set<String>> uniqueKeys) {
        var graph = RelationsReader.read("""
                version: 1
                tables:
                  members: { unique: [{ column: handle, type: string }] }
                relations:
                  - { child: badges.handle, parent: members.handle, onDelete: cascade }
                """, "test");
        var columns = Map.of("id", number("bigint"), "handle", text("utf8mb4_bin"));
        return SchemaComparison.differences(
                graph,
                Map.of(
                        "members", new LiveTable(columns, uniqueKeys),
                        "badges", new LiveTable(columns, List.of(Set.of("id")))));
    }

    @Test
    void aSoftDeleteOfTheWrongKindIsADifference() {
        users.put("gone", number("tinyint"));
        assertThat(differences()).singleElement().asString().contains("users.gone is tinyint", "DATETIME");
    }

    private List<String> differences() {
        return SchemaComparison.differences(
                GRAPH,
                Map.of(
                        "users", new LiveTable(users, List.of(Set.of("name"))),
                        "posts", new LiveTable(posts, List.of(Set.of("id")))));
    }

    private static Column text(String collation) {
        return new Column("varchar", Optional.of(collation));
    }

    private static Column number(String type) {
        return new Column(type, Optional.empty());
    }
}
