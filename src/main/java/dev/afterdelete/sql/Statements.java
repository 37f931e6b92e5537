package dev.afterdelete.sql;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Assignment;
import dev.afterdelete.sql.RowCondition.Mark;
import dev.afterdelete.sql.RowCondition.MarkMatch;
import dev.afterdelete.sql.RowCondition.StateMatch;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where every statement begins: a verb and a table, then a condition, then a limit; nothing else compiles. */
public final class Statements {
    private Statements() {}

    /** Deletes rows of {@code table}. */
    public static Unkeyed<BoundChange> deleteFrom(Table table) {
        return new Unkeyed<>(
                table, (condition, limit) -> new BoundChange(new BoundChange.Change.Delete(), table, condition, limit));
    }

    /** Marks rows of {@code table} as deleted. */
    public static Unkeyed<BoundChange> flag(Table table, SoftDelete softDelete) {
        return new Unkeyed<>(
                table,
                (condition, limit) ->
                        new BoundChange(new BoundChange.Change.Flag(softDelete), table, condition, limit));
    }

    /** {@code rows}, only as long as no row of the relation's parent holds one of {@code values}; at least one. */
    public static Keyed<BoundChange> whileGone(Keyed<BoundChange> rows, Relation relation, List<Key> values) {
        var gone = new BoundChange.Gone(relation, values);
        return new Keyed<>(
                rows.table,
                rows.condition,
                (condition, limit) -> rows.finisher.finish(condition, limit).whileGone(gone));
    }

    /** Gives values to columns of rows of {@code table}; at least one. */
    public static Unkeyed<BoundChange> update(Table table, List<Assignment> assignments) {
        return new Unkeyed<>(
                table,
                (condition, limit) ->
                        new BoundChange(new BoundChange.Change.Assign(assignments), table, condition, limit));
    }

    /**
     * Gives rows of a relation's child the columns of their parent that they repeat, as these are now.
     *
     * @param values what children hold that refer to the parents
     */
    public static Unkeyed<BoundChange> copy(Relation relation, List<Key> values) {
        return new Unkeyed<>(
                relation.child(),
                (condition, limit) -> new BoundChange(
                        new BoundChange.Change.Copy(relation, values), relation.child(), condition, limit));
    }

    /** Reads keys of {@code table} and locks their rows until the transaction ends. */
    public static Unkeyed<BoundQuery> lockKeysOf(Table table) {
        return lock(table, table.key());
    }

    /** Reads keys of {@code table} as they were last committed, without a lock. */
    public static Unkeyed<BoundQuery> keysOf(Table table) {
        return read(table, table.key());
    }

    /**
     * Reads what a relation refers to in rows of its parent, and locks these rows until the transaction ends. A row in
     * which some of it is NULL is referred to by nobody.
     */
    public static Unkeyed<BoundQuery> lockReferredOf(Relation relation) {
        return lock(
                relation.parent(),
                typed(relation.parentColumns(), relation.reference().types()));
    }

    /** Reads what a relation refers to in rows of its parent, as it was last committed, without a lock. */
    public static Unkeyed<BoundQuery> referredOf(Relation relation) {
        return read(
                relation.parent(),
                typed(relation.parentColumns(), relation.reference().types()));
    }

    /** Reads one column of {@code table}, where it is not NULL, and locks its rows until the transaction ends. */
    public static Unkeyed<BoundQuery> lockColumnOf(Table table, KeyColumn column) {
        return lock(table, List.of(column));
    }

    /**
     * Reads the references of a relation in rows of its child, without a lock; rows that refer to nothing have none.
     */
    public static Unkeyed<BoundQuery> referencesOf(Relation relation) {
        return read(
                relation.child(), typed(relation.columns(), relation.reference().types()));
    }

    private static Unkeyed<BoundQuery> lock(Table table, List<KeyColumn> columns) {
        return query(BoundQuery.Lock.FOR_UPDATE, table, columns);
    }

    private static Unkeyed<BoundQuery> read(Table table, List<KeyColumn> columns) {
        return query(BoundQuery.Lock.NONE, table, columns);
    }

    private static Unkeyed<BoundQuery> query(BoundQuery.Lock lock, Table table, List<KeyColumn> columns) {
        var nullable = columns.stream()
                .map(KeyColumn::name)
                .filter(column -> !table.keyColumns().contains(column))
                .toList();
        return new Unkeyed<>(
                table,
                (condition, limit) -> new BoundQuery(lock, table, columns, condition.andPresent(nullable), limit));
    }

    private static List<KeyColumn> typed(List<String> names, List<KeyType> types) {
        return IntStream.range(0, names.size())
                .mapToObj(place -> new KeyColumn(names.get(place), types.get(place)))
                .toList();
    }

    /** Counts rows of {@code table} as they were last committed, without a lock; no more than its limit. */
    public static Unkeyed<BoundCount> countOf(Table table) {
        return new Unkeyed<>(table, (condition, limit) -> new BoundCount(table, condition, limit));
    }

    /**
     * Reads a page of the addresses of all rows of {@code table} that are marked as deleted, and for longer than the
     * grace, without a lock: wherever they lie, in the order of their addresses.
     *
     * @param after the last address of the page before; empty for the first page
     * @param limit at most so many, at least 1
     */
    public static BoundQuery dueRowsOf(Table table, SoftDelete softDelete, Optional<Key> after, long limit) {
        var page = RowCondition.marked(new MarkMatch(softDelete, Mark.DUE))
                .pagedBy(new RowCondition.Cursor(
                        table.address().stream().map(KeyColumn::name).toList(), after));
        return new BoundQuery(BoundQuery.Lock.NONE, table, table.address(), page, limit).everywhere();
    }

    /** A verb and a table that still touch no row. */
    public static final class Unkeyed<S extends BoundStatement> {
        private final Table table;
        private final Finisher<S> finisher;

        private Unkeyed(Table table, Finisher<S> finisher) {
            this.table = table;
            this.finisher = finisher;
        }

        /** The rows whose reference is one of {@code values}; at least one. */
        public Keyed<S> where(Relation relation, List<Key> values) {
            if (!relation.child().equals(table)) {
                throw new IllegalArgumentException(relation.name() + " is not a reference of " + table.name());
            }
            return new Keyed<>(table, RowCondition.references(relation, values), finisher);
        }

        /** The rows whose key is one of {@code keys}; at least one. */
        public Keyed<S> whereKey(List<Key> keys) {
            return new Keyed<>(table, RowCondition.columns(table.keyColumns(), keys), finisher);
        }

        /** The rows that hold one of {@code values} in what {@code relation} refers to; at least one. */
        public Keyed<S> whereReferred(Relation relation, List<Key> values) {
            if (!relation.parent().equals(table)) {
                throw new IllegalArgumentException(relation.name() + " does not refer to " + table.name());
            }
            return new Keyed<>(table, RowCondition.columns(relation.parentColumns(), values), finisher);
        }
    }

    /** A statement that names its rows; it lacks only its limit. */
    public static final class Keyed<S extends BoundStatement> {
        private final Table table;
        private final RowCondition condition;
        private final Finisher<S> finisher;

        private Keyed(Table table, RowCondition condition, Finisher<S> finisher) {
            this.table = table;
            this.condition = condition;
            this.finisher = finisher;
        }

        /** Only those of the rows whose reference is one of {@code values}. */
        public Keyed<S> and(Relation relation, List<Key> values) {
            return with(condition.and(RowCondition.references(relation, values)));
        }

        /** Only those of the rows whose key, followed by their reference, is one of {@code tuples}. */
        public Keyed<S> andReferring(Relation relation, List<Key> tuples) {
            return with(condition
                    .and(RowCondition.columns(
                            Stream.concat(table.keyColumns().stream(), relation.columns().stream())
                                    .toList(),
                            tuples))
                    .and(relation.where()));
        }

        /** Only those of the rows that hold all of {@code constants}. */
        public Keyed<S> andConstants(List<Constant> constants) {
            return with(condition.and(constants));
        }

        /** Only those of the rows whose key is one of {@code keys}. */
        public Keyed<S> andKey(List<Key> keys) {
            return with(condition.and(RowCondition.columns(table.keyColumns(), keys)));
        }

        /** Only those of the rows that are marked as deleted. */
        public Keyed<S> andFlagged(SoftDelete softDelete) {
            return with(condition.and(new MarkMatch(softDelete, Mark.DELETED)));
        }

        /** Only those of the rows that are not marked as deleted. */
        public Keyed<S> andNotFlagged(SoftDelete softDelete) {
            return with(condition.and(new MarkMatch(softDelete, Mark.STANDING)));
        }

        /** Only those of the rows that say of themselves what {@code state} asks for. */
        public Keyed<S> and(StateMatch state) {
            return with(condition.and(state));
        }

        /** In key order, beginning after {@code after}, or with the first where it is empty. */
        public Keyed<S> page(Optional<Key> after) {
            return with(condition.pagedBy(new RowCondition.Cursor(table.keyColumns(), after)));
        }

        /** At most {@code rows} of them; at least 1. */
        public S limit(long rows) {
            return finisher.finish(condition, rows);
        }

        private Keyed<S> with(RowCondition narrower) {
            return new Keyed<>(table, narrower, finisher);
        }
    }

    private interface Finisher<S> {
        S finish(RowCondition condition, long limit);
    }
}
