package dev.afterdelete.plan;

import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what must follow when rows of a table go. */
public final class Planner {
    private final RelationGraph graph;

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
        var plans = new LinkedHashMap<String, TablePlan>();
        collect(table, plans);
        return new CascadePlan(tablePlan(table), plans);
    }

    private void collect(Table table, Map<String, TablePlan> plans) {
        if (plans.containsKey(table.name())) {
            return;
        }
        plans.put(table.name(), tablePlan(table));
        graph.relationsTo(table).forEach(relation -> collect(relation.child(), plans));
    }

    private TablePlan tablePlan(Table table) {
        return new TablePlan(
                table, graph.relationsTo(table).stream().map(this::step).toList());
    }

    private Step step(Relation relation) {
        return switch (relation.onDelete()) {
            case CASCADE ->
                graph.relationsTo(relation.child()).isEmpty()
                        ? new Step.DeleteLeaves(relation)
                        : new Step.Descend(relation);
        };
    }
}
