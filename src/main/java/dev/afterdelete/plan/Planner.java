package dev.afterdelete.plan;

import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnUpdate;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.CascadePlan.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Says what must follow when something becomes of rows of a table. */
public final class Planner {
    private final RelationGraph graph;
    private final Map<String, CascadePlan> deletes = new ConcurrentHashMap<>();

    /** Plans along {@code graph}. */
    public Planner(RelationGraph graph) {
        this.graph = graph;
    }

    /**
     * The plan of a delete.
     *
     * @param table a table of the graph
     */
    public CascadePlan plan(Table table) {
        return deletes.computeIfAbsent(table.name(), _ -> plan(table, new Effect.Removed()));
    }

    /**
     * The plan of what becomes of rows that refer by {@code relation} to rows that are gone.
     *
     * @param relation one that asks for something when its parent is deleted
     */
    public CascadePlan planOfOrphans(Relation relation) {
        var effect = onDelete(relation.onDelete())
                .orElseThrow(() -> new IllegalArgumentException(relation.name() + " leaves its orphans as they are"));
        return effect instanceof Effect.Removed ? plan(relation.child()) : plan(relation.child(), effect);
    }

    /**
     * The plan of an effect.
     *
     * @param table a table of the graph
     * @throws FaultException permanent: a column gets another value to which a relation without {@code onUpdate} refers
     */
    public CascadePlan plan(Table table, Effect effect) {
        var plans = new LinkedHashMap<Stage, TablePlan>();
        var root = collect(table, effect, plans);
        return new CascadePlan(root, plans);
    }

    private TablePlan collect(Table table, Effect effect, Map<Stage, TablePlan> plans) {
        var stage = Stage.of(table, effect);
        var known = plans.get(stage);
        if (known != null) {
            return known;
        }
        var plan = tablePlan(table, effect);
        plans.put(stage, plan);
        plan.steps().forEach(step -> collect(step.relation().child(), step.effect(), plans));
        return plan;
    }

    private TablePlan tablePlan(Table table, Effect effect) {
        var steps = new ArrayList<Step>();
        var restrictions = new ArrayList<Relation>();
        for (var relation : graph.relationsTo(table)) {
            if (isRestricted(relation, effect)) {
                restrictions.add(relation);
            }
            effectOnChild(relation, effect).ifPresent(onChild -> steps.add(step(relation, onChild)));
        }
        return new TablePlan(table, effect, steps, restrictions);
    }

    private Step step(Relation relation, Effect onChild) {
        return hasConsequences(relation.child(), onChild) || !endsReference(onChild)
                ? new Step.Descend(relation, onChild)
                : new Step.ChangeLeaves(relation, onChild);
    }

    private boolean hasConsequences(Table table, Effect effect) {
        return graph.relationsTo(table).stream()
                .anyMatch(relation -> isRestricted(relation, effect)
                        || effectOnChild(relation, effect).isPresent());
    }

    private static boolean endsReference(Effect effect) {
        return switch (effect) {
            case Effect.Removed _ -> true;
            case Effect.Assigned assigned -> assigned.endsReference();
        };
    }

    private static boolean isRestricted(Relation relation, Effect effect) {
        return switch (effect) {
            case Effect.Removed _ -> relation.onDelete() instanceof OnDelete.Restrict;
            case Effect.Assigned assigned ->
                isTouched(relation, assigned) && relation.onUpdate().equals(Optional.of(OnUpdate.RESTRICT));
        };
    }

    private static Optional<Effect> effectOnChild(Relation relation, Effect effect) {
        return switch (effect) {
            case Effect.Removed _ -> onDelete(relation.onDelete());
            case Effect.Assigned assigned when isTouched(relation, assigned) -> onUpdate(relation, assigned);
            case Effect.Assigned _ -> Optional.empty();
        };
    }

    private static Optional<Effect> onDelete(OnDelete action) {
        return switch (action) {
            case OnDelete.Cascade _ -> Optional.of(new Effect.Removed());
            case OnDelete.SetNull(var columns) -> Optional.of(nulls(columns));
            case OnDelete.SetDefault(var values) ->
                Optional.of(new Effect.Assigned(values.stream()
                        .map(constant -> new Assignment(constant.column(), Optional.of(constant.value())))
                        .toList()));
            case OnDelete.Restrict _, OnDelete.DoNothing _ -> Optional.empty();
        };
    }

    private static Optional<Effect> onUpdate(Relation relation, Effect.Assigned assigned) {
        return switch (relation.onUpdate().orElseThrow(() -> undeclared(relation))) {
            case CASCADE -> Optional.of(carriedOn(relation, assigned));
            case SET_NULL -> Optional.of(nulls(relation.columns()));
            case RESTRICT, DO_NOTHING -> Optional.empty();
        };
    }

    /** The child's columns get what the parent's columns got; those that did not change stay. */
    private static Effect carriedOn(Relation relation, Effect.Assigned assigned) {
        return new Effect.Assigned(IntStream.range(0, relation.columns().size())
                .boxed()
                .flatMap(place -> assigned
                        .find(relation.parentColumns().get(place))
                        .map(assignment -> new Assignment(relation.columns().get(place), assignment.value()))
                        .stream())
                .toList());
    }

    private static Effect nulls(List<String> columns) {
        return new Effect.Assigned(columns.stream()
                .map(column -> new Assignment(column, Optional.empty()))
                .toList());
    }

    private static boolean isTouched(Relation relation, Effect.Assigned assigned) {
        return relation.parentColumns().stream()
                .anyMatch(column -> assigned.find(column).isPresent());
    }

    private static FaultException undeclared(Relation relation) {
        return FaultException.of(
                FaultCode.ON_UPDATE_UNDECLARED,
                "%s refers to a column of %s that gets another value, and declares no onUpdate; say cascade, set_null, restrict or do_nothing"
                        .formatted(relation.name(), relation.parent().name()));
    }
}
