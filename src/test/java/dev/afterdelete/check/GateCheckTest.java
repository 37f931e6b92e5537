package dev.afterdelete.check;

import static dev.afterdelete.live.TableSketch.keyed;
import static dev.afterdelete.live.TableSketch.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.gate.Difference;
import dev.afterdelete.gate.Difference.Kind;
import dev.afterdelete.gate.FoundTable;
import dev.afterdelete.gate.FoundTables;
import dev.afterdelete.gate.SchemaComparison;
import dev.afterdelete.live.LiveDatabase;
import dev.afterdelete.live.TableSketch;
import dev.afterdelete.wire.RelationsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lets no statement run is an error of a check, and the other way round. */
class GateCheckTest {
    private static final String STEPS = "relations: [{ child: steps.recipe_id, parent: recipes, ";
    private static final String BIN = "varchar(20) utf8mb4_bin";

    /** A declaration, {@code version} excluded, and a database that refuses it for one reason. */
    private record Refused(String declaration, LiveDatabase database) {
        Refused(String declaration, TableSketch... tables) {
            this(declaration, TableSketch.database(tables));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatLetsNoStatementRunIsAnErrorOfTheSameNameAndNothingElseIs(Kind kind) {
        var refused = schemaWith(kind);
        assertThat(kindsAtTheGate(refused)).containsExactly(kind.name());
        assertThat(errorsOfTheCheck(refused)).isEqualTo(kindsAtTheGate(refused));
    }

    @Test
    void whatTheGateLetsThroughIsFineInACheck() {
        var fine = new Refused(STEPS + "onDelete: cascade }]", keyed("recipes"), steps("bigint"));
        assertThat(kindsAtTheGate(fine)).isEmpty();
        assertThat(errorsOfTheCheck(fine)).isEmpty();
    }

    @Test
    void aViewIsRefusedByBothAndOfACheckItIsEnoughThatItIsOne() {
        var view = table("recipes").with("id", "bigint").view();
        var refused = new Refused(STEPS + "onDelete: cascade }]", view, steps("bigint"));
        assertThat(kindsAtTheGate(refused)).containsExactly("KEY_NOT_UNIQUE");
        assertThat(errorsOfTheCheck(refused)).containsExactly("NOT_A_TABLE");
    }

    private static Refused schemaWith(Kind kind) {
        return switch (kind) {
            case UNKNOWN_TABLE -> of("onDelete: cascade", keyed("recipes"), keyed("step"));
            case UNKNOWN_COLUMN -> of("onDelete: cascade", keyed("recipes"), keyed("steps"));
            case TABLE_TWICE ->
                new Refused(
                        "tables: { Recipes: { onLiveParent: refuse } }\n" + STEPS + "onDelete: cascade }]",
                        TableSketch.foldingDatabase(keyed("recipes"), steps("bigint")));
            case KEY_TYPE_MISMATCH ->
                of("onDelete: cascade", table("recipes").with("id", BIN).primary("id"), steps(BIN));
            case KEY_NOT_UNIQUE ->
                of("onDelete: cascade", table("recipes").with("id", "bigint").index("id"), steps("bigint"));
            case KEY_NULLABLE ->
                of(
                        "onDelete: cascade",
                        table("recipes").nullable("id", "bigint").unique("id"),
                        steps("bigint"));
            case KEY_ENUM ->
                of(
                        "{ column: id, type: string }",
                        "onDelete: cascade",
                        "enum('a','b') utf8mb4_bin",
                        "enum('a','b') utf8mb4_bin");
            case PREFIX_INDEX ->
                of(
                        "onDelete: cascade",
                        keyed("recipes"),
                        keyed("steps").with("recipe_id", "bigint").prefixIndex("recipe_id"));
            case SHARD_NULLABLE ->
                new Refused(
                        "tables: { recipes: { shardBy: shop }, steps: { shardBy: shop } }\n" + STEPS
                                + "onDelete: cascade }]",
                        keyed("recipes").nullable("shop", "bigint"),
                        steps("bigint").with("shop", "bigint"));
            case REFERENCE_TYPE_MISMATCH -> of("id", "onDelete: cascade", "bigint", BIN);
            case REFERENCE_COLLATION_WIDER ->
                of("{ column: id, type: string }", "onDelete: cascade", BIN, "varchar(20) utf8mb4_general_ci");
            case CONSTANT_REJECTED ->
                of("where: { id: 9223372036854775808 }, onDelete: cascade", keyed("recipes"), steps("bigint"));
            case CREATED_AT_MISMATCH ->
                new Refused(
                        "tables: { recipes: { createdAt: born } }\n" + STEPS + "onDelete: cascade }]",
                        keyed("recipes").with("born", "date"),
                        steps("bigint"));
            case SOFT_DELETE_MISMATCH -> marked(keyed("recipes").with("gone", "datetime"));
            case STAMPED_COLUMN -> marked(keyed("recipes").stamped("gone", "datetime"));
            case SET_NULL_ON_NOT_NULL -> of("onDelete: set_null", keyed("recipes"), steps("bigint"));
            case DEFAULT_REJECTED -> of("onDelete: set_default, default: 300", keyed("recipes"), steps("tinyint"));
            case REFERENCE_DOES_NOT_FIT ->
                of("{ column: id, type: binary }", "onDelete: cascade, onUpdate: cascade", "binary(8)", "binary(16)");
            case GENERATED_COLUMN ->
                of(
                        "onDelete: set_null",
                        keyed("recipes"),
                        keyed("steps").generated("recipe_id", "bigint").index("recipe_id"));
        };
    }

    private static Refused of(String actions, TableSketch... tables) {
        return new Refused(STEPS + actions + " }]", tables);
    }

    private static Refused of(String key, String actions, String parent, String child) {
        return new Refused(
                "tables: { recipes: { key: %s } }\n%s%s }]".formatted(key, STEPS, actions),
                table("recipes").with("id", parent).primary("id"),
                steps(child));
    }

    private static Refused marked(TableSketch recipes) {
        return new Refused(
                "tables: { recipes: { softDelete: { column: gone, deleted: not_null } } }\n" + STEPS
                        + "onDelete: cascade }]",
                recipes,
                steps("bigint"));
    }

    private static TableSketch steps(String type) {
        return keyed("steps").with("recipe_id", type).index("recipe_id");
    }

    private static Iterable<String> kindsAtTheGate(Refused refused) {
        var graph = RelationsReader.read("version: 1\n" + refused.declaration, "relations.yaml");
        var tables = refused.database.tables().stream()
                .map(table -> new FoundTable(table.name(), table.columns(), table.indexes()))
                .toList();
        return SchemaComparison.differences(graph, new FoundTables(refused.database.foldsTableNames(), tables)).stream()
                .map(Difference::kind)
                .map(Kind::name)
                .distinct()
                .toList();
    }

    private static Iterable<String> errorsOfTheCheck(Refused refused) {
        return Checked.of(refused.declaration, refused.database).findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::code)
                .map(FindingCode::name)
                .distinct()
                .toList();
    }
}
