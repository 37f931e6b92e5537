package dev.afterdelete.plan;

import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that follows when something becomes of rows of one table: the plan of that table and of each table below.
 *
 * @param root the plan of the table itself
 * @param below every plan of the cascade, the root's included
 */
public record CascadePlan(TablePlan root, Map<Stage, TablePlan> below) {
    /**
     * A table, and what becomes of its rows.
     *
     * @param table its name
     * @param effect what becomes of its rows
     */
    public record Stage(String table, Effect effect) {
        /** The stage of {@code table} under {@code effect}. */
        public static Stage of(Table table, Effect effect) {
            return new Stage(table.name(), effect);
        }
    }

    public CascadePlan {
        below = Map.copyOf(below);
    }

    /**
     * The plan of the children of a step.
     *
     * @throws NullPointerException when the step is not one of this cascade
     */
    public TablePlan planOf(Step step) {
        return planOf(step.relation().child(), step.effect());
    }

    /**
     * The plan of a table under an effect.
     *
     * @throws NullPointerException when the cascade does not reach it
     */
    public TablePlan planOf(Table table, Effect effect) {
        return Objects.requireNonNull(
                below.get(Stage.of(table, effect)), () -> "not part of this cascade: " + table.name());
    }

    /**
     * The relations that lead from the rows at the top to children with which something has to be done, or looked at.
     */
    public List<Relation> followed() {
        return Stream.concat(root.steps().stream().map(Step::relation), root.restrictions().stream())
                .toList();
    }

    /** Whether any row of the cascade can be held by a child that stays. */
    public boolean isRestricted() {
        return below.values().stream().anyMatch(plan -> !plan.restrictions().isEmpty());
    }

    /** Whether the cascade deletes any rows of {@code table}. */
    public boolean removes(Table table) {
        return below.values().stream()
                .anyMatch(plan -> plan.table().equals(table) && plan.effect() instanceof Effect.Removed);
    }

    /** The relations by which the cascade deletes rows of {@code table}. */
    public List<Relation> removing(Table table) {
        return below.values().stream()
                .flatMap(plan -> plan.steps().stream())
                .filter(step -> step.effect() instanceof Effect.Removed)
                .map(Step::relation)
                .filter(relation -> relation.child().equals(table))
                .distinct()
                .toList();
    }

    /**
     * The plans from which a restriction can be reached, by their stage: only there has a check anything to look at.
     */
    public Set<Stage> leadingToRestrictions() {
        var leading = new HashSet<Stage>();
        below.forEach((stage, plan) -> {
            if (!plan.restrictions().isEmpty()) {
                leading.add(stage);
            }
        });
        for (var before = -1; before != leading.size(); ) {
            before = leading.size();
            for (var entry : new ArrayList<>(below.entrySet())) {
                if (entry.getValue().steps().stream()
                        .anyMatch(step ->
                                leading.contains(Stage.of(step.relation().child(), step.effect())))) {
                    leading.add(entry.getKey());
                }
            }
        }
        return Set.copyOf(leading);
    }
}
