package dev.afterdelete.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnLiveParent;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.SoftDelete.Form;
import dev.afterdelete.graph.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelationsReaderTest {
    private static final String RELATION =
            "relations: [{ child: steps.recipe_id, parent: recipes, onDelete: cascade }]";

    @Test
    void sampleDeclaresTheRecipeManager() {
        var recipes = new Table("recipes", List.of(new KeyColumn("id", KeyType.INTEGER)), List.of(), Optional.of(new SoftDelete("is_deleted", new Form.IsTrue())), OnLiveParent.DELETE, new Table.Traits(false, true));
        var ingredients = Table.named("ingredients");
        var steps = Table.named("steps");

        var graph = RelationsReader.read(sample(), "relations.yaml");

        assertThat(graph.tables()).containsExactly(recipes, ingredients, steps);
        assertThat(graph.defaultTable()).contains(recipes);
        assertThat(graph.relations())
                .containsExactly(
                        Relation.of(ingredients, List.of("recipe_id"), recipes, new OnDelete.Cascade()),
                        Relation.of(steps, List.of("recipe_id"), recipes, new OnDelete.Cascade()));
    }

    @Test
    void sampleBeginsWithTheLineThatEditorsRead() {
        assertThat(sample().lines()).startsWith("# yaml-language-server: $schema=./relations.schema.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number                                                                  | number:INTEGER",
                "[tenant_id, number]                                                     | tenant_id:INTEGER number:INTEGER",
                "{ column: number, type: string }                                        | number:STRING",
                "[{ column: hash, type: binary }]                                        | hash:BINARY",
                "[tenant_id, { column: number }]                                         | tenant_id:INTEGER number:INTEGER",
                "[{ column: tenant_id, type: integer }, { column: number, type: string }]| tenant_id:INTEGER number:STRING"
            })
    void keyIsAColumnOrAListOfColumns(String key, String columns) {
        var orders = table("orders", "key: " + key);

        assertThat(orders.key().stream().map(column -> column.name() + ":" + column.type()))
                .containsExactly(columns.split(" "));
    }

    @Test
    void softDeleteHasThreeForms() {
        assertThat(softDelete("{ column: deleted_at, deleted: not_null }")).isEqualTo(new Form.NotNull());
        assertThat(softDelete("{ column: is_deleted, deleted: true }")).isEqualTo(new Form.IsTrue());
        assertThat(softDelete("{ column: state, deleted: gone }")).isEqualTo(new Form.Equals(KeyValue.of("gone")));
        assertThat(softDelete("{ column: state, deleted: 0 }")).isEqualTo(new Form.Equals(KeyValue.of(0)));
        assertThat(softDelete("{ column: state, deleted: \"true\" }")).isEqualTo(new Form.Equals(KeyValue.of("true")));
    }

    @Test
    void tableTellsItsOtherWords() {
        var orders = table("orders", "{ onLiveParent: refuse, zeroKey: true, api: true }");

        assertThat(orders.onLiveParent()).isEqualTo(OnLiveParent.REFUSE);
        assertThat(orders.zeroKey()).isTrue();
        assertThat(orders.api()).isTrue();
    }

    @Test
    void tableOfWhichNothingIsSaidHasTheDefaults() {
        assertThat(read("version: 1\ntables:\n  recipes:\n  steps: {}\n" + RELATION)
                        .tables())
                .containsExactly(Table.named("recipes"), Table.named("steps"));
    }

    @Test
    void defaultMayAppearInARelationOnly() {
        assertThat(read("version: 1\ndefault: steps\n" + RELATION).defaultTable())
                .contains(Table.named("steps"));
    }

    @Test
    void parentColumnsAreMatchedInPairsAndBroughtInTheOrderOfTheKey() {
        var graph = read("""
                version: 1
                tables: { orders: { key: [tenant_id, number] } }
                relations:
                  - child: [lines.order_number, lines.tenant]
                    parent: [orders.number, orders.tenant_id]
                    onDelete: cascade
                  - child: [notes.tenant, notes.order_number]
                    parent: orders
                    onDelete: cascade
                """);

        assertThat(graph.relations())
                .extracting(Relation::columns)
                .containsExactly(List.of("tenant", "order_number"), List.of("tenant", "order_number"));
    }

    @Test
    void whereConstantsKeepTheirType() {
        var graph = read("""
                version: 1
                relations:
                  - child: comments.subject_id
                    parent: recipes
                    where: { subject_type: Recipe, kind: 0, code: "0" }
                    onDelete: cascade
                """);

        assertThat(graph.relations().getFirst().where())
                .containsExactly(
                        new Constant("subject_type", KeyValue.of("Recipe")),
                        new Constant("kind", KeyValue.of(0)),
                        new Constant("code", KeyValue.of("0")));
    }

    @Test
    void oneColumnMayReferToSeveralTablesUnderDifferentConditions() {
        var graph = read("""
                version: 1
                relations:
                  - { child: comments.subject_id, parent: recipes, where: { subject_type: Recipe }, onDelete: cascade }
                  - { child: comments.subject_id, parent: articles, where: { subject_type: Article }, onDelete: cascade }
                """);

        assertThat(graph.relations()).hasSize(2);
    }

    @Test
    void diamondsAndTwoReferencesToOneParentAreNoCycles() {
        var graph = read("""
                version: 1
                relations:
                  - { child: b.a_id, parent: a, onDelete: cascade }
                  - { child: c.a_id, parent: a, onDelete: cascade }
                  - { child: d.b_id, parent: b, onDelete: cascade }
                  - { child: d.c_id, parent: c, onDelete: cascade }
                  - { child: d.other_c_id, parent: c, onDelete: cascade }
                """);

        assertThat(graph.relations()).hasSize(5);
    }

    @Test
    void everyMistakeIsReportedAtOnceInOrderOfPlace() {
        var report = report("""
                version: 2
                default: recipies
                tables:
                  recipes:
                    keys: id
                    softDelete: { column: is_deleted, deleted: yes }
                relation: []
                relations:
                  - child: ingredients.recipe_id
                    parent: recipes.id
                    onDelete: casacde
                  - child: steps
                    onDelete: set_null
                """);

        assertThat(report).isEqualTo("""
                        9 mistakes in relations.yaml
                          relations.yaml:1:10  expected version 1, the only one that this version of Afterdelete reads, found the number 2
                          relations.yaml:2:10  the default "recipies" is not declared; did you mean "recipes"?
                          relations.yaml:5:5  a table has no field "keys", only key, softDelete, onLiveParent, zeroKey, api; did you mean "key"?
                          relations.yaml:6:48  expected true, not_null, or the status that a deleted row has, found yes, which YAML readers take for different things (if it is a text, put it in quotes)
                          relations.yaml:7:1  a declaration has no field "relation", only version, default, tables, relations; did you mean "relations"?
                          relations.yaml:11:15  expected cascade, found "casacde"; did you mean "cascade"?
                          relations.yaml:12:5  a relation needs "parent": expected TABLE or TABLE.COLUMN
                          relations.yaml:12:12  expected TABLE.COLUMN, or a list of those, found the text "steps"
                          relations.yaml:13:15  set_null is not supported by this version yet; expected cascade""");
    }

    @Test
    void oneMistakeIsOneMistake() {
        var thrown = mistakes("version: 1\nrelations: []\n");

        assertThat(thrown)
                .hasMessage("1 mistake in relations.yaml\n"
                        + "  relations.yaml:2:12  expected a list of at least one relation, found an empty list");
        assertThat(thrown.mistakes()).hasSize(1);
    }

    static Table table(String name, String yaml) {
        var body = yaml.startsWith("{") ? yaml : "{ " + yaml + " }";
        return read("version: 1\ntables: { %s: %s }\n%s".formatted(name, body, RELATION))
                .findTable(name)
                .orElseThrow();
    }

    static Form softDelete(String yaml) {
        return table("orders", "softDelete: " + yaml).softDelete().orElseThrow().form();
    }

    static RelationGraph read(String yaml) {
        return RelationsReader.read(yaml, "relations.yaml");
    }

    static String report(String yaml) {
        return Objects.requireNonNull(mistakes(yaml).getMessage());
    }

    static DeclarationException mistakes(String yaml) {
        return Objects.requireNonNull(catchThrowableOfType(DeclarationException.class, () -> read(yaml)), yaml);
    }

    static String sample() {
        return resource("/relations.yaml");
    }

    static String resource(String name) {
        try (var file = RelationsReaderTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
