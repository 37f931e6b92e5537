package dev.afterdelete.attempt;

import dev.afterdelete.event.Change.Descent;
import dev.afterdelete.event.Change.Rung;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.plan.Planner;
import dev.afterdelete.plan.Step;
import dev.afterdelete.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hands the path on which a walk stopped to another invocation, so that rows which hang deeper than one invocation can
 * descend are reached all the same. Only along rows that are removed, and where nothing forbids a delete or depends on
 * what is set: there each level would have to be looked at anew.
 */
public final class Descents {
    private final RelationGraph graph;
    private final Planner planner;

    /** Along the relations of {@code graph}. */
    public Descents(RelationGraph graph, Planner planner) {
        this.graph = graph;
        this.planner = planner;
    }

    /** The way down that {@code rest} stands for; empty when there is none to speak of. */
    public Optional<Descent> of(KeyGroup group, Rest rest) {
        if (!group.isSingle()
                || rest.levels().size() < 2
                || !(rest.levels().getFirst().plan().effect() instanceof Effect.Removed)
                || !canBeTakenUp(planner.plan(group.table()))) {
            return Optional.empty();
        }
        var rungs = rest.levels().stream()
                .skip(1)
                .takeWhile(level -> level.plan().effect() instanceof Effect.Removed
                        && !level.plan().isLeaf())
                .map(level -> new Rung(
                        graph.relations().indexOf(level.via().orElseThrow()),
                        level.keys(),
                        level.rows().last()))
                .toList();
        return Descent.of(group.keys().getFirst(), rungs);
    }

    /** The levels of a way down, as far as the cascade goes that way. */
    static List<Level> levels(RelationGraph graph, CascadePlan plan, Descent descent) {
        if (!canBeTakenUp(plan)) {
            return List.of();
        }
        var levels = new ArrayList<Level>();
        levels.add(Level.top(plan.root(), List.of(descent.top())));
        for (var rung : descent.rungs()) {
            var above = levels.getLast();
            var relation = graph.relations().get(rung.relation());
            var step = stepAlong(above.plan(), relation);
            if (step < 0) {
                break;
            }
            levels.set(levels.size() - 1, above.at(new Level.Position(step, false, Optional.empty(), true)));
            levels.add(Level.below(
                    relation,
                    plan.planOf(relation.child(), new Effect.Removed()),
                    new Level.Page(rung.keys(), rung.last())));
        }
        return levels.size() > 1 ? levels : List.of();
    }

    private static int stepAlong(TablePlan plan, Relation relation) {
        for (var place = 0; place < plan.steps().size(); place++) {
            var step = plan.steps().get(place);
            if (step instanceof Step.Descend(var along, Effect.Removed _) && along.equals(relation)) {
                return place;
            }
        }
        return -1;
    }

    private static boolean canBeTakenUp(CascadePlan plan) {
        return !plan.isRestricted()
                && plan.below().values().stream()
                        .flatMap(table -> table.steps().stream())
                        .noneMatch(step -> step.relation().onDelete() instanceof OnDelete.SetDefault);
    }

    /** The levels at which a walk begins: where the attempt before stopped, or else where the invocation before did. */
    static List<Level> begin(
            RelationGraph graph, CascadePlan plan, Rest left, Optional<Descent> descent, List<Key> keys) {
        return left.levels().isEmpty() && keys.size() == 1
                ? descent.filter(way -> way.top().equals(keys.getFirst()))
                        .map(way -> levels(graph, plan, way))
                        .orElse(List.of())
                : left.levels();
    }
}
