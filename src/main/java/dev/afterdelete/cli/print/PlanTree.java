package dev.afterdelete.cli.print;

import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.CascadePlan.Stage;
import dev.afterdelete.plan.Planner;
import dev.afterdelete.plan.Step;
import dev.afterdelete.plan.TablePlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plan as a person reads it: a tree in which every stage stands once, numbered in the order in which it is done. A
 * stage that is reached again points to where it stands; so does one that leads back to itself.
 *
 * @param root the plan of the table from which the cascade starts
 * @param branches what comes before its rows, in order
 * @param restrictions relations by which rows that stay forbid the whole
 * @param untouched relations whose rows are left as they are, on purpose
 */
public record PlanTree(TablePlan root, List<Branch> branches, List<Relation> restrictions, List<Relation> untouched) {
    /**
     * One step, and what comes before it.
     *
     * @param number its place in the order, from 1; the row at the top comes after all
     * @param depth how far below the row at the top, from 1
     * @param step what is done
     * @param plan what comes before it, as the engine plans it
     * @param again whether all this stands elsewhere already
     * @param below what comes before it, in order; empty where it stands elsewhere
     */
    public record Branch(int number, int depth, Step step, TablePlan plan, Again again, List<Branch> below) {
        /** The table whose rows are changed. */
        public Table table() {
            return plan.table();
        }
    }

    /** Whether a stage stands elsewhere in the tree already. */
    public sealed interface Again {
        /** It does not. */
        record No() implements Again {}

        /** It is at work above: rows of it lead to rows of it. */
        record Circle() implements Again {}

        /** What comes before it is the same as before another step, which has these numbers. */
        record AsIn(int first, int last) implements Again {}
    }

    /** The tree of a delete. */
    public static PlanTree of(RelationGraph graph, Table table) {
        var plan = new Planner(graph).plan(table);
        var growth = new Growth(plan);
        var branches = growth.branches(plan.root());
        return new PlanTree(plan.root(), branches, List.copyOf(growth.restrictions), untouched(graph, plan));
    }

    /** How many steps there are, the row at the top included. */
    public int size() {
        return branches.isEmpty() ? 1 : branches.getLast().number() + 1;
    }

    private static List<Relation> untouched(RelationGraph graph, CascadePlan plan) {
        return graph.relations().stream()
                .filter(relation ->
                        relation.onDelete() instanceof OnDelete.DoNothing && plan.removes(relation.parent()))
                .toList();
    }

    private static final class Growth {
        private final CascadePlan plan;
        private final Set<Relation> restrictions = new LinkedHashSet<>();
        private final ArrayDeque<Stage> above = new ArrayDeque<>();
        private final Map<Stage, Optional<Again.AsIn>> grown = new HashMap<>();
        private int number;

        private Growth(CascadePlan plan) {
            this.plan = plan;
            above.push(stage(plan.root()));
        }

        private List<Branch> branches(TablePlan rows) {
            restrictions.addAll(rows.restrictions());
            var branches = new ArrayList<Branch>();
            for (var step : rows.steps()) {
                branches.add(branch(step, plan.planOf(step)));
            }
            return branches;
        }

        private Branch branch(Step step, TablePlan rows) {
            var stage = stage(rows);
            if (above.contains(stage)) {
                return new Branch(++number, above.size(), step, rows, new Again.Circle(), List.of());
            }
            var before = grown.get(stage);
            if (before != null) {
                var again = before.<Again>map(range -> range).orElseGet(Again.No::new);
                return new Branch(++number, above.size(), step, rows, again, List.of());
            }
            var first = number + 1;
            above.push(stage);
            var below = branches(rows);
            above.pop();
            grown.put(stage, below.isEmpty() ? Optional.empty() : Optional.of(new Again.AsIn(first, number)));
            return new Branch(++number, above.size(), step, rows, new Again.No(), below);
        }

        private static Stage stage(TablePlan rows) {
            return Stage.of(rows.table(), rows.effect());
        }
    }
}
