package dev.afterdelete.sql;

import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;
import java.util.List;
import java.util.Optional;

/**
 * One bounded piece of work on one table. {@link Statements} makes it, and gives none that has no condition or no
 * limit; there is no other way.
 */
public abstract sealed class BoundStatement permits BoundChange, BoundCount, BoundQuery {
    private final Table table;
    private final RowCondition condition;
    private final long limit;
    private final Reach reach;

    BoundStatement(Table table, RowCondition condition, long limit, Reach reach) {
        if (limit < 1) {
            throw new IllegalArgumentException("a statement is bounded by at least one row, not " + limit);
        }
        this.table = table;
        this.condition = condition;
        this.limit = limit;
        this.reach = reach;
    }

    /** Where the rows lie. */
    sealed interface Reach {
        /** Nobody has said it yet. */
        record Unsaid() implements Reach {}

        /** On any shard: a walk over a whole table. */
        record Everywhere() implements Reach {}

        /** On one shard. */
        record Shard(KeyValue value) implements Reach {}
    }

    /**
     * The same statement for rows of one shard: its condition says so of every sharded table that is read or changed.
     */
    public abstract BoundStatement on(KeyValue shard);

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

    /**
     * The statement as MySQL reads it, with one {@code ?} a value.
     *
     * @throws IllegalStateException when the table is sharded and nobody has said on which shard its rows lie
     */
    public final String text() {
        if (isNowhere()) {
            throw new IllegalStateException("a statement on %s has to name its shard".formatted(table.name()));
        }
        return render();
    }

    abstract String render();

    final Reach reach() {
        return reach;
    }

    /** The shard that it names; empty where it names none. */
    public final Optional<KeyValue> shard() {
        return reach instanceof Reach.Shard(var value) ? Optional.of(value) : Optional.empty();
    }

    private boolean isNowhere() {
        return table.shardBy().isPresent() && reach instanceof Reach.Unsaid;
    }

    /** The values in the order of their {@code ?}, each in its column's type. */
    public List<KeyValue> values() {
        return condition.values();
    }

    /** The text of the statement, as far as it is known; values are not part of it. */
    @Override
    public final String toString() {
        return render();
    }
}
