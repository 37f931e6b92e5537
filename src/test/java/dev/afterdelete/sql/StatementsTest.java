package dev.afterdelete.sql;

import static dev.afterdelete.sql.Statements.countOf;
import static dev.afterdelete.sql.Statements.deleteFrom;
import static dev.afterdelete.sql.Statements.dueRowsOf;
import static dev.afterdelete.sql.Statements.flag;
import static dev.afterdelete.sql.Statements.lockKeysOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnLiveParent;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import dev.afterdelete.sql.RowCondition.CreationMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementsTest {
    private static final Table RECIPES = Table.named("recipes");
    private static final Table STEPS = Table.named("steps");
    private static final Table ORDERS = new Table(
            "orders",
            List.of(new KeyColumn("tenant_id", KeyType.INTEGER), new KeyColumn("number", KeyType.STRING)),
            List.of(),
            Optional.empty(),
            OnLiveParent.DELETE,
            new Table.Traits(false, false));
    private static final Relation STEP = Relation.of(STEPS, List.of("recipe_id"), RECIPES, new OnDelete.Cascade());
    private static final Relation LINE =
            Relation.of(Table.named("lines"), List.of("tenant_id", "order_number"), ORDERS, new OnDelete.Cascade());
    private static final Relation COMMENT = Relation.of(
                    Table.named("comments"), List.of("subject_id"), RECIPES, new OnDelete.Cascade())
            .where(List.of(new Constant("subject_type", KeyValue.of("Recipe"))));
    private static final SoftDelete DELETED_AT = new SoftDelete("deleted_at", new SoftDelete.Form.NotNull());
    private static final SoftDelete STATUS = new SoftDelete("status", new SoftDelete.Form.Equals(KeyValue.of("gone")));

    @Test
    void oneKeyReadsAsAnEquality() {
        var delete = deleteFrom(STEPS).where(STEP, List.of(Key.of(7))).limit(10);
        assertThat(delete.text()).isEqualTo("DELETE FROM `steps` WHERE `recipe_id` = ? LIMIT 10");
        assertThat(delete.values()).containsExactly(KeyValue.of(7));
    }

    @Test
    void onATableThatIsShardedAStatementSaysOnWhichOrThereIsNone() {
        var tenant = new KeyColumn("tenant_id", KeyType.INTEGER);
        var sharded = STEPS.shardBy(tenant);
        var relation = Relation.of(sharded, List.of("recipe_id"), RECIPES.shardBy(tenant), new OnDelete.Cascade());
        var delete = deleteFrom(sharded).where(relation, List.of(Key.of(7))).limit(10);

        assertThatThrownBy(delete::text).hasMessage("a statement on steps has to name its shard");
        var named = delete.on(KeyValue.of(4));
        assertThat(named.text()).isEqualTo("DELETE FROM `steps` WHERE `recipe_id` = ? AND `tenant_id` = ? LIMIT 10");
        assertThat(named.values()).containsExactly(KeyValue.of(7), KeyValue.of(4));
    }

    @Test
    void aChangeThatIsBoundedByKeysKeepsItsConditionAndHasNoLimit() {
        var delete = deleteFrom(STEPS).where(STEP, List.of(Key.of(7))).limit(10);
        assertThat(delete.keys().text())
                .isEqualTo("SELECT `id` FROM `steps` WHERE `recipe_id` = ? LIMIT 10 FOR UPDATE");
        var byKeys = delete.ofKeys(List.of(Key.of(1), Key.of(2)));
        assertThat(byKeys.text()).isEqualTo("DELETE FROM `steps` WHERE `recipe_id` = ? AND `id` IN (?, ?)");
        assertThat(byKeys.values()).containsExactly(KeyValue.of(7), KeyValue.of(1), KeyValue.of(2));
    }

    @Test
    void severalKeysReadAsAList() {
        var delete =
                deleteFrom(STEPS).where(STEP, List.of(Key.of(7), Key.of(8))).limit(10);
        assertThat(delete.text()).isEqualTo("DELETE FROM `steps` WHERE `recipe_id` IN (?, ?) LIMIT 10");
    }

    @Test
    void compositeKeysReadAsTuplesAndNeverAsOneListAColumn() {
        var keys = List.of(Key.of(KeyValue.of(1), KeyValue.of("a")), Key.of(KeyValue.of(2), KeyValue.of("b")));
        var delete = deleteFrom(LINE.child()).where(LINE, keys).limit(3);
        assertThat(delete.text())
                .isEqualTo("DELETE FROM `lines` WHERE (`tenant_id`, `order_number`) IN ((?, ?), (?, ?)) LIMIT 3");
        assertThat(delete.values()).containsExactly(KeyValue.of(1), KeyValue.of("a"), KeyValue.of(2), KeyValue.of("b"));
    }

    @Test
    void aPolymorphicReferenceBindsItsConstant() {
        var delete =
                deleteFrom(COMMENT.child()).where(COMMENT, List.of(Key.of(7))).limit(1);
        assertThat(delete.text())
                .isEqualTo("DELETE FROM `comments` WHERE `subject_id` = ? AND `subject_type` = ? LIMIT 1");
        assertThat(delete.values()).containsExactly(KeyValue.of(7), KeyValue.of("Recipe"));
    }

    @Test
    void rowsOfALevelAreGuardedByKeyAndByReference() {
        var delete = deleteFrom(STEPS)
                .whereKey(List.of(Key.of(1), Key.of(2)))
                .and(STEP, List.of(Key.of(7)))
                .limit(2);
        assertThat(delete.text()).isEqualTo("DELETE FROM `steps` WHERE `id` IN (?, ?) AND `recipe_id` = ? LIMIT 2");
    }

    @Test
    void aPageIsALockingReadInKeyOrder() {
        var page = lockKeysOf(STEPS)
                .where(STEP, List.of(Key.of(7)))
                .page(Optional.of(Key.of(41)))
                .limit(5);
        assertThat(page.text())
                .isEqualTo(
                        "SELECT `id` FROM `steps` WHERE `recipe_id` = ? AND `id` > ? ORDER BY `id` LIMIT 5 FOR UPDATE");
        assertThat(page.values()).containsExactly(KeyValue.of(7), KeyValue.of(41));
    }

    @Test
    void aPageOfACompositeKeyIsARangeThatMySqlCanUse() {
        var after = Key.of(KeyValue.of(1), KeyValue.of("a"));
        var page = lockKeysOf(ORDERS)
                .whereKey(List.of(after))
                .page(Optional.of(after))
                .limit(5);
        assertThat(page.text()).contains("(`tenant_id` > ? OR (`tenant_id` = ? AND `number` > ?))");
        assertThat(page.values().subList(2, 5)).containsExactly(KeyValue.of(1), KeyValue.of(1), KeyValue.of("a"));
    }

    @Test
    void flaggedRowsAreReadWithoutALock() {
        assertThat(dueRowsOf(RECIPES, DELETED_AT, Optional.empty(), 9).text())
                .isEqualTo(
                        "SELECT `id` FROM `recipes` WHERE `deleted_at` IS NOT NULL AND YEAR(`deleted_at`) > 0 ORDER BY `id` LIMIT 9");
    }

    @Test
    void graceIsCountedByTheDatabasesOwnClock() {
        var patient = new SoftDelete("deleted_at", new SoftDelete.Form.NotNull(Duration.ofDays(7)));
        var page = dueRowsOf(RECIPES, patient, Optional.empty(), 9);
        assertThat(page.text())
                .isEqualTo(
                        "SELECT `id` FROM `recipes` WHERE `deleted_at` <= CURRENT_TIMESTAMP(6) - INTERVAL ? SECOND AND YEAR(`deleted_at`) > 0 ORDER BY `id` LIMIT 9");
        assertThat(page.values()).containsExactly(KeyValue.of(604_800));
        assertThat(deleteFrom(RECIPES)
                        .whereKey(List.of(Key.of(7)))
                        .andFlagged(patient)
                        .limit(1)
                        .text())
                .endsWith("AND `deleted_at` IS NOT NULL AND YEAR(`deleted_at`) > 0 LIMIT 1");
    }

    @Test
    void aRowOfUnknownAgeIsOnNeitherSideOfAMoment() {
        var moment = Instant.parse("2026-01-31T12:00:00.123456789Z");
        var old = deleteFrom(RECIPES)
                .whereKey(List.of(Key.of(7)))
                .and(CreationMatch.by("created_at", moment))
                .limit(1);
        assertThat(old.text())
                .isEqualTo(
                        "DELETE FROM `recipes` WHERE `id` = ? AND (YEAR(`created_at`) > 0 AND `created_at` <= CAST(? AS DATETIME(6))) LIMIT 1");
        assertThat(old.values()).containsExactly(KeyValue.of(7), KeyValue.of("2026-01-31 12:00:00.123456"));
        assertThat(lockKeysOf(RECIPES)
                        .whereKey(List.of(Key.of(7)))
                        .and(CreationMatch.from("created_at", moment))
                        .limit(1)
                        .text())
                .isEqualTo(
                        "SELECT `id` FROM `recipes` WHERE `id` = ? AND `created_at` >= CAST(? AS DATETIME(6)) LIMIT 1 FOR UPDATE");
    }

    @Test
    void aCountStopsAtItsLimit() {
        assertThat(countOf(STEPS).where(STEP, List.of(Key.of(7))).limit(101).text())
                .isEqualTo("SELECT COUNT(*) FROM (SELECT 1 FROM `steps` WHERE `recipe_id` = ? LIMIT 101) AS counted");
    }

    @Test
    void aFlagIsSetOnlyWhereItIsNotSet() {
        var mark = flag(RECIPES, STATUS)
                .whereKey(List.of(Key.of(7)))
                .andNotFlagged(STATUS)
                .limit(1);
        assertThat(mark.text())
                .isEqualTo(
                        "UPDATE `recipes` SET `status` = ? WHERE `id` = ? AND (`status` IS NULL OR `status` <> ?) LIMIT 1");
        assertThat(mark.values()).containsExactly(KeyValue.of("gone"), KeyValue.of(7), KeyValue.of("gone"));
    }

    @Test
    void aProbeAsksOnceForManyRelationsAndLocksWhatItSees() {
        var values = new LinkedHashMap<Relation, List<Key>>();
        values.put(STEP, List.of(Key.of(7)));
        values.put(COMMENT, List.of(Key.of(7)));
        assertThat(Probe.of(values).text())
                .isEqualTo(
                        "(SELECT 0 FROM `steps` WHERE `recipe_id` = ? LIMIT 1 LOCK IN SHARE MODE) UNION ALL "
                                + "(SELECT 1 FROM `comments` WHERE `subject_id` = ? AND `subject_type` = ? LIMIT 1 LOCK IN SHARE MODE)");
    }

    @Test
    void aTextThatMeansNoReferenceIsComparedByTheDatabase() {
        var tags = Table.named("tags", List.of(new KeyColumn("name", KeyType.STRING)));
        var plain = Relation.of(Table.named("uses"), List.of("tag"), tags, new OnDelete.Cascade());
        var relation = new Relation(
                plain.reference(),
                new Relation.Condition(List.of(), List.of(KeyValue.of("none"))),
                plain.onDelete(),
                plain.onUpdate(),
                plain.copies());
        var delete = deleteFrom(relation.child())
                .where(relation, List.of(Key.of("NONE")))
                .limit(9);
        assertThat(delete.text()).isEqualTo("DELETE FROM `uses` WHERE `tag` = ? AND `tag` <> ? LIMIT 9");
        assertThat(delete.values()).containsExactly(KeyValue.of("NONE"), KeyValue.of("none"));
    }

    @Test
    void aNameCannotEndItsQuotes() {
        var odd = Table.named("a` WHERE 1 = 1 --");
        assertThat(deleteFrom(odd).whereKey(List.of(Key.of(1))).limit(1).text())
                .isEqualTo("DELETE FROM `a`` WHERE 1 = 1 --` WHERE `id` = ? LIMIT 1");
        assertThatThrownBy(() -> Table.named("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStatementWithoutKeysOrLimitCannotBeMade() {
        assertThatThrownBy(() -> deleteFrom(STEPS).whereKey(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> deleteFrom(STEPS).where(STEP, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> deleteFrom(STEPS).whereKey(List.of(Key.of(1))).limit(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> deleteFrom(RECIPES).where(STEP, List.of(Key.of(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> deleteFrom(ORDERS).whereKey(List.of(Key.of(1))))
                .as("a key with too few values")
                .isInstanceOf(IllegalArgumentException.class);
    }
}
