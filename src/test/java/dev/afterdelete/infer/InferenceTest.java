package dev.afterdelete.infer;

import static dev.afterdelete.live.TableSketch.database;
import static dev.afterdelete.live.TableSketch.keyed;
import static dev.afterdelete.live.TableSketch.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnUpdate;
import dev.afterdelete.live.LiveForeignKey.Rule;
import dev.afterdelete.live.TableSketch;
import dev.afterdelete.wire.DeclarationException;
import dev.afterdelete.wire.Draft;
import dev.afterdelete.wire.RelationsReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceTest {
    @Test
    void theWholeTextIsWrittenForAPerson() {
        var inference = Inference.of(database(
                keyed("recipes").nullable("deleted_at", "datetime"),
                keyed("steps").nullable("recipe_id", "bigint").foreignKey("recipe_id", "recipes", "id", Rule.SET_NULL),
                table("tags").with("name", "varchar(20)").primary("name"),
                keyed("photos").with("recipe_id", "bigint"),
                keyed("notes").with("subject_type", "varchar(9)").with("subject_id", "bigint")));
        assertThat(inference.text()).isEqualTo("""
                # yaml-language-server: $schema=./relations.schema.json
                #
                # What refers to what in the database app, inferred from its live schema: 1 from foreign keys, 1 guessed from
                # names and types, 1 to decide.
                # Each "onDelete: undecided" waits for a person: cascade, set_null, set_default, restrict or do_nothing. Delete
                # what is no reference. Until all are decided, only `afterdelete check` and `afterdelete infer` take this file.

                version: 1
                # default: recipes   # the table of a message that names none

                tables:
                  recipes:
                    # softDelete: { column: deleted_at, deleted: not_null }   # if such rows are to be deleted by the sweep

                relations:
                  # ---- when a row of recipes is deleted
                  - child: steps.recipe_id   # sure: foreign key fk_recipe_id
                    parent: recipes.id
                    onDelete: set_null
                    onUpdate: restrict
                  - child: photos.recipe_id   # likely: the name says the table, the types are equal
                    parent: recipes.id
                    onDelete: undecided

                # Not declared above:
                # - notes.subject_id and notes.subject_type look like a polymorphic reference; declare one relation for each value
                #   of subject_type:
                #   - { child: notes.subject_id, parent: TABLE, where: { subject_type: VALUE }, onDelete: ACTION }
                """);
        assertThat(draft(inference).undecided()).hasSize(1);
    }

    @Test
    void theColumnByWhichRowsAreShardedIsDeclaredAndWhereThereIsNoneSuchThatIsSaid() {
        var inference = Inference.of(database(
                keyed("recipes").with("tenant_id", "bigint").shardedBy("tenant_id"),
                keyed("steps").with("tenant", "varchar(20)").shardedBy("tenant").nullable("recipe_id", "bigint"),
                keyed("photos")
                        .with("region", "bigint")
                        .with("number", "bigint")
                        .shardedBy("region", "number")
                        .nullable("recipe_id", "bigint"),
                keyed("marks").nullable("recipe_id", "bigint")));
        assertThat(inference.text()).contains("""
                        tables:
                          recipes:
                            shardBy: tenant_id
                          steps:
                            shardBy: { column: tenant, type: string }
                          photos:
                            # shardBy: COLUMN   # the vtgate computes the shard from region and number, which cannot be declared
                          marks:
                            # shardBy: COLUMN   # the vtgate does not say by which its rows lie on which shard
                        """);
    }

    @ParameterizedTest
    @CsvSource({"CASCADE, cascade", "SET_NULL, set_null", "RESTRICT, restrict"})
    void theRulesOfAForeignKeyBecomeItsActions(Rule rule, String word) {
        var graph = draft(Inference.of(database(
                        keyed("recipes"),
                        keyed("steps")
                                .nullable("recipe_id", "bigint")
                                .foreignKey("fk", List.of("recipe_id"), "recipes", List.of("id"), rule, rule))))
                .graph();
        assertThat(graph.relations()).singleElement().satisfies(relation -> {
            assertThat(relation.onDelete().word()).isEqualTo(word);
            assertThat(relation.onUpdate()).map(OnUpdate::word).hasValue(word);
        });
    }

    @Test
    void compositeKeysAndUniqueColumnsAreDeclaredWithTheirTypes() {
        var graph = draft(Inference.of(database(
                        table("orders")
                                .with("shop", "int")
                                .with("number", "varchar(9)")
                                .with("token", "binary(16)")
                                .primary("shop", "number")
                                .unique("token"),
                        keyed("lines")
                                .with("shop", "int")
                                .with("order_number", "varchar(9)")
                                .foreignKey(
                                        "fk",
                                        List.of("order_number", "shop"),
                                        "orders",
                                        List.of("number", "shop"),
                                        Rule.CASCADE,
                                        Rule.CASCADE),
                        keyed("links")
                                .nullable("token", "binary(16)")
                                .foreignKey("token", "orders", "token", Rule.SET_NULL))))
                .graph();
        var orders = graph.findTable("orders").orElseThrow();
        assertThat(orders.key())
                .hasToString("[KeyColumn[name=shop, type=INTEGER], KeyColumn[name=number, type=STRING]]");
        assertThat(orders.unique()).hasToString("[KeyColumn[name=token, type=BINARY]]");
        assertThat(graph.relations())
                .extracting(relation -> relation.name() + " " + relation.parentColumns())
                .containsExactlyInAnyOrder("lines.shop,order_number [shop, number]", "links.token [token]");
    }

    @Test
    void severalForeignKeysFromOneChildToOneParentAreSeveralRelations() {
        var graph = draft(Inference.of(database(
                        keyed("users")
                                .nullable("manager_id", "bigint")
                                .foreignKey("manager_id", "users", "id", Rule.SET_NULL),
                        keyed("messages")
                                .with("from_user", "bigint")
                                .with("to_user", "bigint")
                                .foreignKey("from_user", "users", "id", Rule.CASCADE)
                                .foreignKey("to_user", "users", "id", Rule.RESTRICT))))
                .graph();
        assertThat(graph.relations())
                .extracting(
                        relation -> relation.name() + " " + relation.onDelete().word())
                .containsExactlyInAnyOrder(
                        "users.manager_id set_null", "messages.from_user cascade", "messages.to_user restrict");
    }

    @Test
    void twoForeignKeysOnTheSameColumnsAreOneRelationAndTheStricterCounts() {
        var graph = draft(Inference.of(database(
                        keyed("recipes"),
                        keyed("steps")
                                .with("recipe_id", "bigint")
                                .foreignKey(
                                        "a",
                                        List.of("recipe_id"),
                                        "recipes",
                                        List.of("id"),
                                        Rule.CASCADE,
                                        Rule.RESTRICT)
                                .foreignKey(
                                        "b",
                                        List.of("recipe_id"),
                                        "recipes",
                                        List.of("id"),
                                        Rule.RESTRICT,
                                        Rule.RESTRICT))))
                .graph();
        assertThat(graph.relations())
                .singleElement()
                .satisfies(relation -> assertThat(relation.onDelete()).isInstanceOf(OnDelete.Restrict.class));
    }

    @Test
    void nothingThatIsGuessedGetsAnAction() {
        var inference = Inference.of(database(keyed("recipes"), keyed("steps").with("recipe_id", "bigint")));
        assertThat(inference.undecided()).isEqualTo(1);
        assertThatThrownBy(() -> RelationsReader.read(inference.text(), "relations.yaml"))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("undecided");
    }

    @Test
    void foreignKeysAloneLeaveNothingToDecide() {
        var database = database(
                keyed("recipes"),
                keyed("steps").with("recipe_id", "bigint").foreignKey("recipe_id", "recipes", "id", Rule.CASCADE),
                keyed("photos").with("recipe_id", "bigint"));
        var graph = RelationsReader.read(Inference.ofForeignKeys(database).text(), "relations.yaml");
        assertThat(graph.relations())
                .extracting(Object::toString)
                .singleElement()
                .asString()
                .contains("steps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order",
                "null",
                "yes",
                "my table",
                "Straße",
                "it's",
                "say \"hi\"",
                "back\\slash",
                "a:b",
                "#1",
                "7"
            })
    void oddNamesAreQuoted(String name) {
        var graph = draft(Inference.of(database(
                        keyed(name), keyed("steps").with("x", "bigint").foreignKey("x", name, "id", Rule.CASCADE))))
                .graph();
        assertThat(graph.findTable(name)).isPresent();
    }

    @Test
    void whatCannotBeDeclaredIsRemarkedUpon() {
        var inference = Inference.of(database(
                keyed("recipes").with("slug", "varchar(9)").index("slug"),
                table("logs").with("recipe_id", "bigint").foreignKey("recipe_id", "recipes", "id", Rule.CASCADE),
                keyed("by_slug").with("slug", "varchar(9)").foreignKey("slug", "recipes", "slug", Rule.CASCADE),
                table("days").with("day", "date").primary("day"),
                keyed("visits").with("day", "date").foreignKey("day", "days", "day", Rule.CASCADE),
                keyed("a.b").with("recipe_id", "bigint").foreignKey("recipe_id", "recipes", "id", Rule.CASCADE),
                keyed("others")
                        .with("shop_id", "bigint")
                        .foreignKey("shop_id", "elsewhere.shops", "id", Rule.CASCADE)));
        assertThat(inference.relations()).isEmpty();
        assertThat(inference.remarks())
                .anyMatch(remark -> remark.contains("logs has neither a primary key nor a unique index"))
                .anyMatch(remark -> remark.contains("slug of recipes is not unique"))
                .anyMatch(remark -> remark.contains("days.day is date"))
                .anyMatch(remark -> remark.contains("a.b cannot be written"))
                .anyMatch(remark -> remark.contains("elsewhere.shops, which is not in this database"))
                .hasSize(5);
    }

    @Test
    void namesWithLineBreaksStayInTheirComment() {
        var inference = Inference.of(database(
                keyed("recipes"),
                keyed("steps")
                        .with("x", "bigint")
                        .foreignKey("a\nb: c", List.of("x"), "recipes", List.of("id"), Rule.CASCADE, Rule.RESTRICT)));
        assertThat(draft(inference).graph().relations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "deleted_at, timestamp, not_null",
        "deletedAt, datetime, not_null",
        "is_deleted, tinyint(1), true",
        "deleted, tinyint, true",
        "removed_at, datetime, not_null",
    })
    void softDeletesAreSuggested(String column, String type, String deleted) {
        var text = withColumn(column, type);
        assertThat(text).contains("# softDelete: { column: %s, deleted: %s }".formatted(column, deleted));
    }

    @ParameterizedTest
    @CsvSource({"deleted_by, bigint", "deleted, varchar(9)", "rows_deleted, int", "undeleted_at, datetime"})
    void otherColumnsAreNoSoftDelete(String column, String type) {
        assertThat(withColumn(column, type)).doesNotContain("softDelete");
    }

    private static String withColumn(String column, String type) {
        TableSketch recipes = keyed("recipes").nullable(column, type);
        return Inference.of(database(recipes, keyed("steps").with("recipe_id", "bigint")))
                .text();
    }

    private static Draft draft(Inference inference) {
        return RelationsReader.readDraft(inference.text(), "relations.yaml");
    }
}
