package dev.afterdelete.sql;

import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;

/** Counts the rows that a condition names, and stops at its limit. */
public final class BoundCount extends BoundStatement {
    BoundCount(Table table, RowCondition condition, long limit) {
        this(table, condition, limit, new Reach.Unsaid());
    }

    private BoundCount(Table table, RowCondition condition, long limit, Reach reach) {
        super(table, condition, limit, reach);
    }

    @Override
    public BoundCount on(KeyValue shard) {
        return new BoundCount(table(), condition().on(table(), shard), limit(), new Reach.Shard(shard));
    }

    @Override
    String render() {
        return "SELECT COUNT(*) FROM (SELECT 1 FROM %s WHERE %s LIMIT %d) AS counted"
                .formatted(MySql.quote(table().name()), condition().text(), limit());
    }
}
