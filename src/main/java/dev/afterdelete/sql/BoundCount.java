package dev.afterdelete.sql;

import dev.afterdelete.graph.Table;

/** Counts the rows that a condition names, and stops at its limit. */
public final class BoundCount extends BoundStatement {
    BoundCount(Table table, RowCondition condition, long limit) {
        super(table, condition, limit);
    }

    @Override
    public String text() {
        return "SELECT COUNT(*) FROM (SELECT 1 FROM %s WHERE %s LIMIT %d) AS counted"
                .formatted(MySql.quote(table().name()), condition().text(), limit());
    }
}
