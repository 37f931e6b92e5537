package dev.afterdelete.plan;

import dev.afterdelete.graph.Table;
import java.util.List;

/**
 * What has to be done before rows of one table can go, in order.
 *
 * @param table the table
 * @param steps one for each relation to it, in declared order; empty for a leaf
 */
public record TablePlan(Table table, List<Step> steps) {
    public TablePlan {
        steps = List.copyOf(steps);
    }
}
