package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.plan.Guard;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.plan.Planner;
import dev.afterdelete.preview.Cap;
import dev.afterdelete.preview.Footprint;
import dev.afterdelete.preview.Footprint.Fate;
import dev.afterdelete.preview.Preview;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What a preview counts is what the delete then does, row by row. */
class PreviewPropertyTest {
    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void previewIsWhatTheDeleteThenDoes(@ForAll long seed) {
        var random = new Random(seed);
        var given = RandomCase.of(random);
        given.graph()
                .tables()
                .forEach(table -> given.rows().getOrDefault(table.name(), List.of()).stream()
                        .limit(3)
                        .forEach(row -> judge(given, table.name(), row.requireKey(table.keyColumns()), random)));
    }

    private static void judge(RandomCase given, String name, Key key, Random random) {
        var table = given.graph().findTable(name).orElseThrow();
        var database = new InMemoryDatabase();
        given.rows().forEach((some, rows) -> database.insert(some, rows.toArray(Row[]::new)));
        var rig = new Rig(given, random, database);
        rig.faultsOneIn = Integer.MAX_VALUE;
        var before = rig.rowsLeft();
        var statements = database.statements();

        var footprint = preview(database, given.graph(), table, List.of(key));

        requireCap(database, given, table, key, footprint);
        assertThat(rig.rowsLeft()).as("after the preview").isEqualTo(before);
        assertThat(database.statements()).isGreaterThan(statements);
        rig.deliver(List.of(
                new CascadeMessage(table, Change.Deleted.BY_KEY, List.of(key), Optional.empty(), Envelope.of("c"))));
        assertThat(rig.namesLeft().isEmpty())
                .as("nothing restricts %s of %s in %s", key, name, given)
                .isEqualTo(footprint.restricting().isEmpty());
        if (footprint.restricting().isEmpty()) {
            assertThat(counts(footprint))
                    .as("%s of %s in %s", key, name, given)
                    .isEqualTo(differences(before, rig.rowsLeft()));
        }
    }

    /** A cascade is over a cap that is one row too small; a row that both goes and changes may count for both. */
    private static void requireCap(
            InMemoryDatabase database, RandomCase given, Table table, Key key, Footprint footprint) {
        var plan = new Planner(given.graph()).plan(table);
        var changes = plan.below().values().stream().anyMatch(rows -> rows.effect() instanceof Effect.Assigned);
        var gone = rows(footprint, true);
        var touched = gone + rows(footprint, false);
        if (touched > 1) {
            assertThat(isOver(touched - 1, database, plan, table, key))
                    .as("over a cap of %d: %s of %s in %s", touched - 1, key, table.name(), given)
                    .isTrue();
        }
        assertThat(isOver(Math.max(1, changes ? gone + touched : touched), database, plan, table, key))
                .as("within a cap of %d: %s of %s in %s", touched, key, table.name(), given)
                .isFalse();
    }

    private static long rows(Footprint footprint, boolean gone) {
        return footprint.touched().stream()
                .filter(touched -> (touched.fate() == Fate.DELETED) == gone)
                .mapToLong(Footprint.Touched::rows)
                .sum();
    }

    private static boolean isOver(long cap, InMemoryDatabase database, CascadePlan plan, Table table, Key key) {
        var group = KeyGroup.deleted(table.cap(cap), new Guard.None(), List.of(key));
        return database.transact(transaction -> new Cap(transaction, plan, () -> false).isExceededBy(group));
    }

    private static Footprint preview(InMemoryDatabase database, RelationGraph graph, Table table, List<Key> keys) {
        return database.transact(
                transaction -> new Preview(transaction, new Planner(graph).plan(table), _ -> {}).of(keys));
    }

    /** By table: rows that go, then rows that change. */
    private static Map<String, List<Long>> counts(Footprint footprint) {
        var counts = new TreeMap<String, List<Long>>();
        for (var touched : footprint.touched()) {
            var isGone = touched.fate() == Fate.DELETED;
            counts.merge(
                    touched.table().name(),
                    isGone ? List.of(touched.rows(), 0L) : List.of(0L, touched.rows()),
                    (some, more) -> List.of(some.get(0) + more.get(0), some.get(1) + more.get(1)));
        }
        return counts;
    }

    private static Map<String, List<Long>> differences(
            Map<String, Set<String>> before, Map<String, Set<String>> after) {
        var differences = new TreeMap<String, List<Long>>();
        before.forEach((table, rows) -> {
            var left = after.getOrDefault(table, Set.of());
            var fresh = new HashSet<>(left);
            fresh.removeAll(rows);
            var gone = (long) rows.size() - left.size();
            if (gone > 0 || !fresh.isEmpty()) {
                differences.put(table, List.of(gone, (long) fresh.size()));
            }
        });
        return differences;
    }
}
