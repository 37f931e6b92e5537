package dev.afterdelete.sql;

import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;
import java.util.List;

/**
 * One bounded piece of work on one table. {@link Statements} makes it, and gives none that has no condition or no
 * limit; there is no other way.
 */
public abstract sealed class BoundStatement permits BoundChange, BoundCount, BoundQuery {
    private final Table table;
    private final RowCondition condition;
    private final long limit;

    BoundStatement(Table table, RowCondition condition, long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a statement is bounded by at least one row, not " + limit);
        }
        this.table = table;
        this.condition = condition;
        this.limit = limit;
    }

    /** The table whose rows are changed or read. */
    public final Table table() {
        return table;
    }

    /** Which of its rows. */
    public final RowCondition condition() {
        return condition;
    }

    /** The most rows that are changed or read, at least 1. */
    public final long limit() {
        return limit;
    }

    /** The statement as MySQL reads it, with one {@code ?} a value. */
    public abstract String text();

    /** The values in the order of their {@code ?}, each in its column's type. */
    public List<KeyValue> values() {
        return condition.values();
    }

    /** The text of the statement; values are not part of it. */
    @Override
    public final String toString() {
        return text();
    }
}
