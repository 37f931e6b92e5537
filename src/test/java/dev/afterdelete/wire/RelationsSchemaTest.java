package dev.afterdelete.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelationsSchemaTest {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Objects.requireNonNull(RelationsSchemaTest.class.getResourceAsStream("/relations.schema.json")));

    @Test
    void sampleIsValid() {
        assertThat(SCHEMA.validate(RelationsReaderTest.sample(), InputFormat.YAML))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ key: number }",
                "{ key: [tenant_id, number] }",
                "{ key: { column: number, type: string } }",
                "{ key: [{ column: hash, type: binary }, { column: number }] }",
                "{ softDelete: { column: deleted_at, deleted: not_null } }",
                "{ softDelete: { column: is_deleted, deleted: true } }",
                "{ softDelete: { column: state, deleted: gone } }",
                "{ softDelete: { column: state, deleted: 0 } }",
                "{ softDelete: { column: deleted_at, deleted: not_null }, grace: P7D }",
                "{ softDelete: { column: deleted_at, deleted: not_null }, grace: P1DT12H30M5S }",
                "{ createdAt: created_at }",
                "{ cap: 1 }",
                "{ cap: 1000000 }",
                "{ unique: slug }",
                "{ unique: [slug, { column: email, type: string }] }",
                "{ onLiveParent: refuse, zeroKey: true, api: false }"
            })
    void bothTakeTheTable(String table) {
        bothTake("version: 1\ntables: { orders: %s }\nrelations: [{ child: a.b, parent: c, onDelete: cascade }]"
                .formatted(table));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ child: steps.recipe_id, parent: recipes, onDelete: cascade }",
                "{ child: steps.recipe_id, parent: recipes.id, onDelete: cascade }",
                "{ child: [steps.recipe_id], parent: [recipes.id], onDelete: cascade }",
                "{ child: [a.x, a.y], parent: [orders.tenant_id, orders.number], onDelete: cascade }",
                "{ child: [a.x, a.y], parent: orders, onDelete: cascade }",
                "{ child: a.x, parent: b, where: { kind: \"0\", type: 0, \"on\": \"no\", empty: \"\" }, onDelete: cascade }",
                "{ child: \"größe tab.id col\", parent: recipes, onDelete: cascade }",
                "{ child: a.x, parent: users.email, onDelete: restrict }",
                "{ child: a.x, parent: b, onDelete: set_null }",
                "{ child: [a.x, a.y], parent: orders, onDelete: { set_null: [y] } }",
                "{ child: a.x, parent: b, onDelete: set_default, default: 7 }",
                "{ child: a.x, parent: b, onDelete: set_default, default: { x: 7 } }",
                "{ child: a.x, parent: users.email, onDelete: set_default, default: nobody }",
                "{ child: a.x, parent: b, onDelete: no_action, onUpdate: no_action }",
                "{ child: a.x, parent: b, onDelete: do_nothing, onUpdate: do_nothing }",
                "{ child: a.x, parent: b, onDelete: cascade, onUpdate: cascade }",
                "{ child: a.x, parent: b, onDelete: cascade, onUpdate: set_null }",
                "{ child: a.x, parent: b, onDelete: cascade, onUpdate: restrict }",
                "{ child: a.x, parent: b, onDelete: cascade, none: 0 }",
                "{ child: a.x, parent: users.email, onDelete: cascade, none: [\"\", none] }",
                "{ child: a.x, parent: b, onDelete: cascade, copies: { b_title: title } }",
                "{ child: a.x, parent: a, onDelete: cascade }"
            })
    void bothTakeTheRelation(String relation) {
        bothTake(
                "version: 1\ndefault: orders\ntables: { orders: { key: [tenant_id, number] }, users: { unique: { column: email, type: string } } }\nrelations: [%s]"
                        .formatted(relation));
    }

    @Test
    void editorsTakeWhatIsStillUndecided() {
        var yaml = "version: 1\nrelations: [{ child: a.x, parent: b, onDelete: undecided }]";

        assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isEmpty();
        assertThat(RelationsReader.readDraft(yaml, "test").undecided()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("dev.afterdelete.wire.MistakenDeclaration#all")
    void schemaRefusesExactlyTheMistakesThatItCanTell(MistakenDeclaration sample) {
        assertThat(SCHEMA.validate(sample.yaml(), InputFormat.YAML).isEmpty())
                .as(sample.toString())
                .isEqualTo(!sample.forSchemaToo());
    }

    @Test
    void everyWordIsExplainedToWhoeverWritesIt() {
        var unexplained = new ArrayList<String>();
        collectUnexplained("", SCHEMA.getSchemaNode(), unexplained);
        assertThat(unexplained).isEmpty();
    }

    private static void collectUnexplained(String path, JsonNode node, ArrayList<String> unexplained) {
        node.path("properties").properties().stream()
                .filter(word -> !word.getValue().has("description"))
                .forEach(word -> unexplained.add(path + "/" + word.getKey()));
        node.properties()
                .forEach(child -> collectUnexplained(path + "/" + child.getKey(), child.getValue(), unexplained));
    }

    private static void bothTake(String yaml) {
        assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).as(yaml).isEmpty();
        assertThat(RelationsReaderTest.read(yaml).relations()).hasSize(1);
    }
}
