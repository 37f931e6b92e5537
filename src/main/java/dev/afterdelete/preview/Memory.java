package dev.afterdelete.preview;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.plan.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which rows were met already, of those tables whose rows can be met in more than one way. Of all others nothing is
 * remembered: every row of theirs is met once.
 */
final class Memory {
    private final Map<String, Map<Key, Integer>> deleted = new HashMap<>();
    private final Map<String, Map<Key, Set<Effect>>> changed = new HashMap<>();
    private int round = 1;

    Memory(CascadePlan plan) {
        plan.below().values().forEach(rows -> {
            if (rows.effect() instanceof Effect.Removed && isMetTwice(plan, rows.table())) {
                deleted.put(rows.table().name(), new HashMap<>());
            }
            if (rows.effect() instanceof Effect.Assigned && changing(plan, rows.table()) > 1) {
                changed.put(rows.table().name(), new HashMap<>());
            }
        });
    }

    private static boolean isMetTwice(CascadePlan plan, Table table) {
        var isTop = plan.root().table().equals(table);
        var ways = plan.removing(table).size() + (isTop ? 1 : 0);
        return ways > 1 || changing(plan, table) > 0 || isRestricting(plan, table);
    }

    private static long changing(CascadePlan plan, Table table) {
        return steps(plan)
                .filter(step -> step.effect() instanceof Effect.Assigned)
                .filter(step -> step.relation().child().equals(table))
                .count();
    }

    private static boolean isRestricting(CascadePlan plan, Table table) {
        return plan.below().values().stream()
                .flatMap(rows -> rows.restrictions().stream())
                .map(Relation::child)
                .anyMatch(table::equals);
    }

    private static Stream<Step> steps(CascadePlan plan) {
        return plan.below().values().stream().flatMap(rows -> rows.steps().stream());
    }

    /** From here on, rows that are deleted are fresh once more. */
    void beginAgain() {
        round++;
    }

    /** Whether rows that this step leads to can be met in more than one way. */
    boolean remembers(Step step) {
        var known = step.effect() instanceof Effect.Removed ? deleted : changed;
        return known.containsKey(step.relation().child().name());
    }

    /** Those of the rows that are met for the first time as rows that would be deleted. */
    List<Key> freshDeleted(Table table, List<Key> keys) {
        var known = deleted.get(table.name());
        if (known == null) {
            return keys;
        }
        return keys.stream()
                .filter(key -> !Integer.valueOf(round).equals(known.put(key, round)))
                .toList();
    }

    /** Those of the rows that would not be deleted; known once all were met that would. */
    List<Key> staying(Table table, List<Key> keys) {
        var known = deleted.getOrDefault(table.name(), Map.of());
        return keys.stream().filter(key -> !known.containsKey(key)).toList();
    }

    /** Those of the rows that are met for the first time under this effect. */
    List<Key> freshChanged(Table table, Effect effect, List<Key> keys) {
        var known = changed.get(table.name());
        if (known == null) {
            return keys;
        }
        return keys.stream()
                .filter(key -> known.computeIfAbsent(key, _ -> new HashSet<>()).add(effect))
                .toList();
    }

    /** How many of these fresh rows no other effect has met before. */
    long countFirst(Table table, List<Key> fresh) {
        var known = changed.get(table.name());
        return known == null
                ? fresh.size()
                : fresh.stream()
                        .filter(key -> known.getOrDefault(key, Set.of()).size() == 1)
                        .count();
    }
}
