package dev.afterdelete.check;

import static dev.afterdelete.check.FindingCode.KEY_NOT_UNIQUE;
import static dev.afterdelete.check.FindingCode.KEY_TYPE_MISMATCH;
import static dev.afterdelete.check.FindingCode.OUTBOX_MISMATCH;
import static dev.afterdelete.check.FindingCode.REFERENCE_COLLATION_WIDER;
import static dev.afterdelete.check.FindingCode.REFERENCE_NOT_INDEXED;
import static dev.afterdelete.check.FindingCode.REFERENCE_TYPE_MISMATCH;
import static dev.afterdelete.check.FindingCode.SCATTERED;
import static dev.afterdelete.check.FindingCode.SHARD_NULLABLE;
import static dev.afterdelete.check.FindingCode.UNKNOWN_COLUMN;
import static dev.afterdelete.live.TableSketch.keyed;
import static dev.afterdelete.live.TableSketch.shardedDatabase;
import static dev.afterdelete.live.TableSketch.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.live.TableSketch;
import org.junit.jupiter.api.Test;

class ShardCheckTest {
    private static final String RELATION =
            "relations: [{ child: steps.recipe_id, parent: recipes, onDelete: cascade }]";
    private static final String SHARDED =
            "tables: { recipes: { shardBy: tenant_id }, steps: { shardBy: tenant_id } }\n" + RELATION;
    private static final String BY_TEXT =
            SHARDED.replace("shardBy: tenant_id", "shardBy: { column: tenant_id, type: string }");
    private static final String BIGINT = "bigint";
    private static final String TEXT = "varchar(20) utf8mb4_bin";

    @Test
    void keysAndIndexesCountBesideTheShardColumn() {
        Checked.of(SHARDED, shardedDatabase(recipes(BIGINT), steps(BIGINT))).isFine();
    }

    @Test
    void aKeyThatIsUniqueOnNoShardIsAnError() {
        var loose = table("recipes")
                .with("tenant_id", BIGINT)
                .with("id", BIGINT)
                .with("number", BIGINT)
                .primary("tenant_id", "number");
        Checked.of(SHARDED, loose, steps(BIGINT)).has(KEY_NOT_UNIQUE);
    }

    @Test
    void anIndexThatBeginsWithSomethingElseLeadsToNoChild() {
        var unindexed = table("steps")
                .with("tenant_id", BIGINT)
                .with("id", BIGINT)
                .with("recipe_id", BIGINT)
                .primary("tenant_id", "id");
        Checked.of(SHARDED, recipes(BIGINT), unindexed).has(REFERENCE_NOT_INDEXED);
    }

    @Test
    void aShardColumnIsThereAndOfItsTypeAndNeverNull() {
        assertThat(Checked.of(SHARDED, keyed("recipes"), steps(BIGINT)).findings())
                .extracting(Finding::code)
                .contains(UNKNOWN_COLUMN);
        Checked.of(SHARDED, recipes(TEXT), steps(TEXT)).has(KEY_TYPE_MISMATCH, KEY_TYPE_MISMATCH);
        var nullable = keyed("recipes").nullable("tenant_id", BIGINT);
        assertThat(Checked.of(SHARDED, nullable, steps(BIGINT))
                        .has(SHARD_NULLABLE)
                        .say(SHARD_NULLABLE))
                .contains("no statement finds such a row", "ALTER TABLE `recipes` MODIFY `tenant_id` bigint NOT NULL");
    }

    @Test
    void shardColumnsAreComparedAlike() {
        Checked.of(SHARDED, recipes(BIGINT), steps(TEXT)).has(KEY_TYPE_MISMATCH, REFERENCE_TYPE_MISMATCH);
        Checked.of(BY_TEXT, recipes(TEXT), steps("varchar(20) utf8mb4_general_ci"))
                .has(REFERENCE_COLLATION_WIDER);
    }

    @Test
    void severalShardsWithoutShardByComeAtAPriceThatIsSaid() {
        var checked = Checked.of(RELATION, shardedDatabase(keyed("recipes"), plainSteps()))
                .has(SCATTERED);
        assertThat(checked.say(SCATTERED)).contains("each change is two statements", "declare shardBy");
        Checked.of(RELATION, keyed("recipes"), plainSteps()).isFine();
    }

    @Test
    void theOutboxLiesBesideTheRows() {
        Checked.of(SHARDED, recipes(BIGINT), steps(BIGINT), outbox().with("shard_key", BIGINT))
                .isFine();
        var without =
                Checked.of(SHARDED, recipes(BIGINT), steps(BIGINT), outbox()).has(OUTBOX_MISMATCH);
        assertThat(without.say(OUTBOX_MISMATCH)).contains("no debt could be written down", "afterdelete schema");
        Checked.of(SHARDED, recipes(BIGINT), steps(BIGINT), outbox().with("shard_key", TEXT))
                .has(OUTBOX_MISMATCH);
        Checked.of(RELATION, keyed("recipes"), plainSteps(), outbox().with("shard_key", BIGINT))
                .has(OUTBOX_MISMATCH);
        Checked.of(RELATION, keyed("recipes"), plainSteps(), outbox()).isFine();
    }

    private static TableSketch recipes(String shard) {
        return table("recipes").with("tenant_id", shard).with("id", BIGINT).primary("tenant_id", "id");
    }

    private static TableSketch steps(String shard) {
        return table("steps")
                .with("tenant_id", shard)
                .with("id", BIGINT)
                .with("recipe_id", BIGINT)
                .primary("tenant_id", "id")
                .index("tenant_id", "recipe_id");
    }

    private static TableSketch plainSteps() {
        return keyed("steps").with("recipe_id", BIGINT).index("recipe_id");
    }

    private static TableSketch outbox() {
        return keyed("afterdelete_outbox");
    }
}
