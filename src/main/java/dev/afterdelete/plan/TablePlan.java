package dev.afterdelete.plan;

import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import java.util.List;

/**
 * What has to be done before something can be done to rows of one table.
 *
 * @param table the table
 * @param effect what becomes of the rows
 * @param steps what comes first, in order; empty for a leaf
 * @param restrictions relations by which child rows that stay forbid it
 */
public record TablePlan(Table table, Effect effect, List<Step> steps, List<Relation> restrictions) {
    public TablePlan {
        steps = List.copyOf(steps);
        restrictions = List.copyOf(restrictions);
    }

    /** Whether nothing has to be done or looked at first. */
    public boolean isLeaf() {
        return steps.isEmpty() && restrictions.isEmpty();
    }

    /** This plan, with fewer steps. */
    public TablePlan following(List<Step> fewer) {
        return new TablePlan(table, effect, fewer, restrictions);
    }
}
