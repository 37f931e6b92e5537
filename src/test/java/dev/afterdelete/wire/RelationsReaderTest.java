package dev.afterdelete.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnLiveParent;
import dev.afterdelete.graph.OnUpdate;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RelationsReaderTest {
    private static final String RELATION =
            "relations: [{ child: steps.recipe_id, parent: recipes, onDelete: cascade }]";

    @Test
    void sampleDeclaresTheRecipeManager() {
        var recipes = Table.named("recipes")
                .softDelete(new SoftDelete("is_deleted", new Form.IsTrue()))
                .traits(new Table.Traits(false, true));
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
    void anyGraphIsAllowedThatDataCanHave() {
        var graph = read("""
                version: 1
                relations:
                  - { child: b.a_id, parent: a, onDelete: cascade }
                  - { child: c.a_id, parent: a, onDelete: cascade }
                  - { child: d.b_id, parent: b, onDelete: cascade }
                  - { child: d.c_id, parent: c, onDelete: cascade }
                  - { child: d.other_c_id, parent: c, onDelete: set_null }
                  - { child: d.c_id, parent: b, onDelete: cascade }
                  - { child: d.parent_id, parent: d, onDelete: cascade }
                  - { child: a.d_id, parent: d, onDelete: cascade }
                """);

        assertThat(graph.relations())
                .extracting(
                        relation -> relation.name() + " -> " + relation.parent().name())
                .containsExactly(
                        "b.a_id -> a",
                        "c.a_id -> a",
                        "d.b_id -> b",
                        "d.c_id -> c",
                        "d.other_c_id -> c",
                        "d.c_id -> b",
                        "d.parent_id -> d",
                        "a.d_id -> d");
    }

    @ParameterizedTest
    @MethodSource
    void onDeleteIsOneOfItsWords(String yaml, OnDelete action) {
        assertThat(relation("onDelete: " + yaml).onDelete()).isEqualTo(action);
    }

    static Stream<Arguments> onDeleteIsOneOfItsWords() {
        return Stream.of(
                arguments("cascade", new OnDelete.Cascade()),
                arguments("set_null", new OnDelete.SetNull(List.of("tenant", "number"))),
                arguments("{ set_null: [number] }", new OnDelete.SetNull(List.of("number"))),
                arguments("{ set_null: [number, tenant] }", new OnDelete.SetNull(List.of("number", "tenant"))),
                arguments(
                        "set_default, default: { number: none }",
                        new OnDelete.SetDefault(List.of(new Constant("number", KeyValue.of("none"))))),
                arguments(
                        "set_default, default: { number: \"0\", tenant: 0 }",
                        new OnDelete.SetDefault(List.of(
                                new Constant("number", KeyValue.of("0")), new Constant("tenant", KeyValue.of(0))))),
                arguments("restrict", new OnDelete.Restrict()),
                arguments("no_action", new OnDelete.Restrict()),
                arguments("do_nothing", new OnDelete.DoNothing()));
    }

    @ParameterizedTest
    @CsvSource({
        "cascade, CASCADE",
        "set_null, SET_NULL",
        "restrict, RESTRICT",
        "no_action, RESTRICT",
        "do_nothing, DO_NOTHING"
    })
    void onUpdateIsOneOfItsWords(String word, OnUpdate action) {
        assertThat(relation("onDelete: cascade, onUpdate: " + word).onUpdate()).contains(action);
    }

    @Test
    void nothingIsSaidThatNobodySaid() {
        var plain = relation("onDelete: cascade");

        assertThat(plain.onUpdate()).isEmpty();
        assertThat(plain.when()).isEqualTo(Relation.Condition.ALWAYS);
        assertThat(plain.copies()).isEmpty();
    }

    @Test
    void noneIsAValueOrAListInTheTypeOfSomeColumn() {
        assertThat(relation("onDelete: cascade, none: 0").when().none()).containsExactly(KeyValue.of(0));
        assertThat(relation("onDelete: cascade, none: [0, \"\", -1]").when().none())
                .containsExactly(KeyValue.of(0), KeyValue.of(""), KeyValue.of(-1));
    }

    @Test
    void copiesArePairsOfChildAndParentColumns() {
        assertThat(relation("onDelete: cascade, copies: { recipe_title: title, recipe_slug: slug }")
                        .copies())
                .containsExactly(new Relation.Copy("recipe_title", "title"), new Relation.Copy("recipe_slug", "slug"));
    }

    @Test
    void valuesOfABinaryReferenceAreHexOrUuid() {
        var graph = read("""
                version: 1
                tables: { files: { key: { column: hash, type: binary } } }
                relations:
                  - child: pages.file
                    parent: files
                    none: ["00", ""]
                    onDelete: set_default
                    default: 00112233-4455-6677-8899-aabbccddeeff
                """);

        var relation = graph.relations().getFirst();
        assertThat(relation.when().none())
                .containsExactly(new KeyValue.BinaryValue("00"), new KeyValue.BinaryValue(""));
        assertThat(relation.onDelete())
                .isEqualTo(new OnDelete.SetDefault(
                        List.of(new Constant("file", new KeyValue.BinaryValue("00112233445566778899aabbccddeeff")))));
    }

    @Test
    void uniqueColumnsAreReferredToAsWritten() {
        var graph = read("""
                version: 1
                tables:
                  users:
                    key: [tenant_id, number]
                    unique: [{ column: email, type: string }, badge]
                relations:
                  - { child: logins.email, parent: users.email, onDelete: cascade }
                  - { child: [doors.badge, doors.tenant], parent: [users.badge, users.tenant_id], onDelete: cascade }
                  - { child: logs.number, parent: users.number, onDelete: do_nothing }
                """);

        assertThat(graph.findTable("users").orElseThrow().unique())
                .containsExactly(new KeyColumn("email", KeyType.STRING), new KeyColumn("badge", KeyType.INTEGER));
        assertThat(graph.relations())
                .extracting(
                        Relation::columns,
                        Relation::parentColumns,
                        relation -> relation.reference().types())
                .containsExactly(
                        tuple(List.of("email"), List.of("email"), List.of(KeyType.STRING)),
                        tuple(
                                List.of("badge", "tenant"),
                                List.of("badge", "tenant_id"),
                                List.of(KeyType.INTEGER, KeyType.INTEGER)),
                        tuple(List.of("number"), List.of("number"), List.of(KeyType.INTEGER)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slug                                          | slug:INTEGER",
                "[slug, { column: email, type: string }]       | slug:INTEGER email:STRING",
                "{ column: hash, type: binary }                | hash:BINARY"
            })
    void uniqueIsWrittenAsAKeyIs(String unique, String columns) {
        var users = table("users", "unique: " + unique);

        assertThat(users.unique().stream().map(column -> column.name() + ":" + column.type()))
                .containsExactly(columns.split(" "));
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
                        8 mistakes in relations.yaml
                          relations.yaml:1:10  expected version 1, the only one that this version of Afterdelete reads, found the number 2
                          relations.yaml:2:10  the default "recipies" is not declared; did you mean "recipes"?
                          relations.yaml:5:5  a table has no field "keys", only key, unique, softDelete, grace, onLiveParent, createdAt, cap, zeroKey, api, shardBy; did you mean "key"?
                          relations.yaml:6:48  expected true, not_null, or the status that a deleted row has, found yes, which YAML readers take for different things (if it is a text, put it in quotes)
                          relations.yaml:7:1  a declaration has no field "relation", only version, default, tables, relations; did you mean "relations"?
                          relations.yaml:11:15  expected cascade or set_null or set_default or restrict or no_action or do_nothing, found "casacde"; did you mean "cascade"?
                          relations.yaml:12:5  a relation needs "parent": expected TABLE or TABLE.COLUMN
                          relations.yaml:12:12  expected TABLE.COLUMN, or a list of those, found the text "steps\"""");
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

    /** A relation of two columns, to an integer and a text, with these fields. */
    static Relation relation(String fields) {
        return read("""
                        version: 1
                        tables: { orders: { key: [tenant_id, { column: number, type: string }] } }
                        relations: [{ child: [lines.tenant, lines.number], parent: orders, %s }]
                        """.formatted(fields)).relations().getFirst();
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
