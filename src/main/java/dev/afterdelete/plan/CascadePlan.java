package dev.afterdelete.plan;

import dev.afterdelete.graph.Table;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that follows when rows of one table go: the plans of that table and of each table below it.
 *
 * @param root the plan of the table itself
 * @param below the plans by the name of their table, the root's included
 */
public record CascadePlan(TablePlan root, Map<String, TablePlan> below) {
    public CascadePlan {
        below = Map.copyOf(below);
    }

    /**
     * The plan of a table of this cascade.
     *
     * @throws NullPointerException when the cascade does not reach {@code table}
     */
    public TablePlan planOf(Table table) {
        return Objects.requireNonNull(below.get(table.name()), () -> "not part of this cascade: " + table.name());
    }
}
