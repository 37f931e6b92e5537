package dev.afterdelete.sql;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which rows of a table: all of these must hold. There is always a key match or a mark, so that no condition is empty.
 *
 * @param matches columns whose values are one of given keys, as tuples
 * @param constants columns that hold one value
 * @param absent columns that do not hold a value, as the database compares it
 * @param states whether the row is marked as deleted, and when it was created
 * @param present columns that are not NULL
 * @param cursor where the page begins, for a condition whose rows are read in key order
 */
public record RowCondition(
        List<KeyMatch> matches,
        List<Constant> constants,
        List<Constant> absent,
        List<StateMatch> states,
        List<String> present,
        Optional<Cursor> cursor) {
    public RowCondition {
        matches = List.copyOf(matches);
        constants = List.copyOf(constants);
        absent = List.copyOf(absent);
        states = List.copyOf(states);
        present = List.copyOf(present);
        if (matches.isEmpty() && states.stream().noneMatch(MarkMatch.class::isInstance)) {
            throw new IllegalArgumentException("a condition names rows by key, by reference or by mark");
        }
    }

    static RowCondition references(Relation relation, List<Key> values) {
        return new RowCondition(
                List.of(new KeyMatch(relation.columns(), values)),
                relation.where(),
                none(relation),
                List.of(),
                List.of(),
                Optional.empty());
    }

    static RowCondition columns(List<String> columns, List<Key> values) {
        return new RowCondition(
                List.of(new KeyMatch(columns, values)), List.of(), List.of(), List.of(), List.of(), Optional.empty());
    }

    static RowCondition marked(MarkMatch mark) {
        return new RowCondition(List.of(), List.of(), List.of(), List.of(mark), List.of(), Optional.empty());
    }

    /** Texts that mean "no reference", however a collation spells them; numbers and bytes are told apart before. */
    private static List<Constant> none(Relation relation) {
        var absent = new ArrayList<Constant>();
        for (var value : relation.when().none()) {
            for (var place = 0; place < relation.columns().size(); place++) {
                if (value.type() == KeyType.STRING
                        && relation.reference().types().get(place) == KeyType.STRING) {
                    absent.add(new Constant(relation.columns().get(place), value));
                }
            }
        }
        return absent;
    }

    RowCondition and(RowCondition other) {
        return new RowCondition(
                join(matches, other.matches),
                join(constants, other.constants),
                join(absent, other.absent),
                join(states, other.states),
                join(present, other.present),
                cursor);
    }

    RowCondition and(StateMatch state) {
        return new RowCondition(matches, constants, absent, join(states, List.of(state)), present, cursor);
    }

    RowCondition and(List<Constant> more) {
        return new RowCondition(matches, join(constants, more), absent, states, present, cursor);
    }

    RowCondition andPresent(List<String> columns) {
        return new RowCondition(matches, constants, absent, states, join(present, columns), cursor);
    }

    RowCondition pagedBy(Cursor page) {
        return new RowCondition(matches, constants, absent, states, present, Optional.of(page));
    }

    /** Only rows of {@code table} that lie on one shard; the same where it is not sharded. */
    RowCondition on(Table table, KeyValue shard) {
        return table.shardBy()
                .map(column -> and(List.of(new Constant(column.name(), shard))))
                .orElse(this);
    }

    /** Whether the rows are wanted in key order. */
    public boolean isOrdered() {
        return cursor.isPresent();
    }

    /** The condition as MySQL reads it, without {@code WHERE}. */
    String text() {
        var parts = new ArrayList<String>();
        matches.forEach(match -> parts.add(MySql.match(match)));
        constants.forEach(constant -> parts.add(MySql.quote(constant.column()) + " = ?"));
        absent.forEach(constant -> parts.add(MySql.quote(constant.column()) + " <> ?"));
        states.forEach(state -> parts.add(MySql.state(state)));
        present.forEach(column -> parts.add(MySql.quote(column) + " IS NOT NULL"));
        cursor.flatMap(Cursor::after)
                .ifPresent(_ -> parts.add(MySql.after(cursor.get().columns())));
        return String.join(" AND ", parts);
    }

    List<KeyValue> values() {
        var values = new ArrayList<KeyValue>();
        matches.forEach(match -> match.keys().forEach(key -> values.addAll(key.values())));
        constants.forEach(constant -> values.add(constant.value()));
        absent.forEach(constant -> values.add(constant.value()));
        states.forEach(state -> values.addAll(MySql.stateValues(state)));
        cursor.flatMap(Cursor::after).ifPresent(after -> values.addAll(MySql.afterValues(after)));
        return values;
    }

    private static <T> List<T> join(List<T> some, List<T> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /**
     * The columns together hold one of the keys.
     *
     * @param columns in the order of a key's values
     * @param keys at least one
     */
    public record KeyMatch(List<String> columns, List<Key> keys) {
        public KeyMatch {
            columns = List.copyOf(columns);
            keys = List.copyOf(keys);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("a match needs at least one key");
            }
            for (var key : keys) {
                if (key.values().size() != columns.size()) {
                    throw new IllegalArgumentException("a key of %d values does not fit the columns %s"
                            .formatted(key.values().size(), columns));
                }
            }
        }
    }

    /** What the row itself says about its life. */
    public sealed interface StateMatch {}

    /**
     * How the row is marked.
     *
     * @param softDelete how the table marks its rows
     * @param mark which of them
     */
    public record MarkMatch(SoftDelete softDelete, Mark mark) implements StateMatch {
        /** The row is marked as deleted, and for longer than the grace. */
        public static MarkMatch due(SoftDelete softDelete) {
            return new MarkMatch(softDelete, Mark.DUE);
        }
    }

    /** How a row is marked. */
    public enum Mark {
        /** As deleted, be it only just now. */
        DELETED,
        /** As deleted, for longer than the grace. */
        DUE,
        /** Not as deleted. */
        STANDING
    }

    /**
     * When the row was created. A row that does not say it meets neither.
     *
     * @param column that says it
     * @param side of the moment, which itself is part of both
     * @param moment which a column without a time zone holds in UTC
     */
    public record CreationMatch(String column, Side side, Instant moment) implements StateMatch {
        /** The row was created at {@code moment} or before. */
        public static CreationMatch by(String column, Instant moment) {
            return new CreationMatch(column, Side.BY, moment);
        }

        /** The row was created at {@code moment} or after. */
        public static CreationMatch from(String column, Instant moment) {
            return new CreationMatch(column, Side.FROM, moment);
        }
    }

    /** Before or after a moment. */
    public enum Side {
        BY,
        FROM
    }

    /**
     * A page of rows in key order.
     *
     * @param columns the key columns
     * @param after the last key of the page before; empty for the first page
     */
    public record Cursor(List<String> columns, Optional<Key> after) {}
}
