package dev.afterdelete.sql;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import java.util.List;
import java.util.Optional;

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

    /** Reads keys of {@code table} and locks their rows until the transaction ends. */
    public static Unkeyed<BoundQuery> lockKeysOf(Table table) {
        return new Unkeyed<>(
                table, (condition, limit) -> new BoundQuery(BoundQuery.Lock.FOR_UPDATE, table, condition, limit));
    }

    /** Reads the keys of all rows of {@code table} that are marked as deleted, without a lock. */
    public static Keyed<BoundQuery> flaggedKeysOf(Table table, SoftDelete softDelete) {
        return new Keyed<>(
                table,
                RowCondition.flagged(softDelete),
                (condition, limit) -> new BoundQuery(BoundQuery.Lock.NONE, table, condition, limit));
    }

    /** A verb and a table that still touch no row. */
    public static final class Unkeyed<S extends BoundStatement> {
        private final Table table;
        private final Finisher<S> finisher;

        private Unkeyed(Table table, Finisher<S> finisher) {
            this.table = table;
            this.finisher = finisher;
        }

        /** The rows whose reference is one of {@code parents}; at least one. */
        public Keyed<S> where(Relation relation, List<Key> parents) {
            if (!relation.child().equals(table)) {
                throw new IllegalArgumentException(relation.name() + " is not a reference of " + table.name());
            }
            return new Keyed<>(table, RowCondition.references(relation, parents), finisher);
        }

        /** The rows whose key is one of {@code keys}; at least one. */
        public Keyed<S> whereKey(List<Key> keys) {
            return new Keyed<>(table, RowCondition.key(table, keys), finisher);
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

        /** Only those of the rows whose reference is one of {@code parents}. */
        public Keyed<S> and(Relation relation, List<Key> parents) {
            return with(condition.and(RowCondition.references(relation, parents)));
        }

        /** Only those of the rows that are marked as deleted. */
        public Keyed<S> andFlagged(SoftDelete softDelete) {
            return with(condition.and(new RowCondition.FlagMatch(softDelete, true)));
        }

        /** Only those of the rows that are not marked as deleted. */
        public Keyed<S> andNotFlagged(SoftDelete softDelete) {
            return with(condition.and(new RowCondition.FlagMatch(softDelete, false)));
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
