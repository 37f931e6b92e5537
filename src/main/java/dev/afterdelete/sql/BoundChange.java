package dev.afterdelete.sql;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes the rows that a condition names, at most so many. */
public final class BoundChange extends BoundStatement {
    private final Change change;
    private final Optional<Gone> gone;
    private final Bound bound;

    /** What keeps it small, and where. */
    private record Place(Bound bound, Reach reach) {}

    private enum Bound {
        LIMIT,
        KEYS
    }

    BoundChange(Change change, Table table, RowCondition condition, long limit) {
        this(change, table, condition, limit, Optional.empty(), new Place(Bound.LIMIT, new Reach.Unsaid()));
    }

    private BoundChange(
            Change change, Table table, RowCondition condition, long limit, Optional<Gone> gone, Place place) {
        super(table, condition, limit, place.reach());
        this.change = change;
        this.gone = gone;
        this.bound = place.bound();
    }

    BoundChange whileGone(Gone parents) {
        return new BoundChange(change, table(), condition(), limit(), Optional.of(parents), new Place(bound, reach()));
    }

    @Override
    public BoundChange on(KeyValue shard) {
        var there = new Place(bound, new Reach.Shard(shard));
        return new BoundChange(change, table(), condition().on(table(), shard), limit(), gone, there);
    }

    /** Reads the keys of the rows that this would change, no more than its limit, and locks them. */
    public BoundQuery keys() {
        return new BoundQuery(BoundQuery.Lock.FOR_UPDATE, table().key(), table(), condition(), limit(), reach());
    }

    /**
     * The same change of those of the rows that have one of {@code keys}, bounded by these instead of a LIMIT: where
     * rows lie on several shards, a vtgate carries a LIMIT out by primary key alone, and a row of another shard that
     * has the same one goes too.
     *
     * @param keys at least one, and no more than the limit
     */
    public BoundChange ofKeys(List<Key> keys) {
        var narrower = condition().and(RowCondition.columns(table().keyColumns(), keys));
        return new BoundChange(change, table(), narrower, limit(), gone, new Place(Bound.KEYS, reach()));
    }

    /** What is done to the rows. */
    public Change change() {
        return change;
    }

    /** Rows that must not be there, or nothing is changed. */
    public Optional<Gone> gone() {
        return gone;
    }

    /** The parents that must not be there; empty where it makes no difference. */
    public Optional<RowCondition> goneParents() {
        return gone.map(parents -> parentsOf(parents.relation(), parents.values()));
    }

    /** The parents from which rows are copied; empty where nothing is copied. */
    public Optional<RowCondition> copiedParents() {
        return change instanceof Change.Copy(var relation, var values)
                ? Optional.of(parentsOf(relation, values))
                : Optional.empty();
    }

    private RowCondition parentsOf(Relation relation, List<Key> values) {
        var parents = RowCondition.columns(relation.parentColumns(), values);
        return shard().map(value -> parents.on(relation.parent(), value)).orElse(parents);
    }

    @Override
    String render() {
        var unbounded = verb() + " WHERE " + condition().text() + goneText();
        return switch (bound) {
            case LIMIT -> unbounded + " LIMIT " + limit();
            case KEYS -> unbounded;
        };
    }

    private String goneText() {
        return gone.map(parents ->
                        MySql.gone(parents.relation().parent(), goneParents().orElseThrow()))
                .orElse("");
    }

    @Override
    public List<KeyValue> values() {
        var values = new ArrayList<>(assignedValues());
        values.addAll(condition().values());
        goneParents().ifPresent(parents -> values.addAll(parents.values()));
        return values;
    }

    private List<KeyValue> assignedValues() {
        return switch (change) {
            case Change.Delete _ -> List.of();
            case Change.Flag(var softDelete) ->
                softDelete.form() instanceof SoftDelete.Form.Equals(var mark) ? List.of(mark) : List.of();
            case Change.Assign(var assignments) ->
                assignments.stream()
                        .flatMap(assignment -> assignment.value().stream())
                        .toList();
            case Change.Copy(var relation, var _) ->
                MySql.copyValues(relation, copiedParents().orElseThrow());
        };
    }

    private String verb() {
        var table = MySql.quote(table().name());
        return switch (change) {
            case Change.Delete _ -> "DELETE FROM " + table;
            case Change.Flag(var softDelete) ->
                "UPDATE %s SET %s = %s"
                        .formatted(table, MySql.quote(softDelete.column()), MySql.deletedMark(softDelete.form()));
            case Change.Assign(var assignments) -> "UPDATE %s SET %s".formatted(table, MySql.assignments(assignments));
            case Change.Copy(var relation, var _) ->
                "UPDATE %s SET %s"
                        .formatted(table, MySql.copies(relation, copiedParents().orElseThrow()));
        };
    }

    /**
     * No row of a relation's parent holds what children hold.
     *
     * @param relation whose parent it is
     * @param values what the children hold, at least one
     */
    public record Gone(Relation relation, List<Key> values) {
        public Gone {
            values = List.copyOf(values);
        }
    }

    /** What is done to rows. */
    public sealed interface Change {
        /** The rows are removed. */
        record Delete() implements Change {}

        /** The rows are marked as deleted. */
        record Flag(SoftDelete softDelete) implements Change {}

        /**
         * Columns of the rows get values.
         *
         * @param assignments at least one
         */
        record Assign(List<Assignment> assignments) implements Change {
            public Assign {
                assignments = List.copyOf(assignments);
            }
        }

        /**
         * The rows get the columns of their parent that they repeat.
         *
         * @param relation whose child and parent they are
         * @param values what the rows hold that refer to the parents
         */
        record Copy(Relation relation, List<Key> values) implements Change {
            public Copy {
                values = List.copyOf(values);
            }
        }
    }
}
