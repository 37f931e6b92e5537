package dev.afterdelete.jdbc.gate;

import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.SoftDelete.Form;
import dev.afterdelete.graph.Table;
import dev.afterdelete.live.Acceptance;
import dev.afterdelete.live.ColumnType;
import dev.afterdelete.live.LiveColumn;
import java.util.Optional;

/**
 * Holds one declared table against the one that was found: a column of another type, which MySQL would convert; a key
 * that several rows share; a mark or a time that does not say what it is declared to say.
 */
final class TableComparison {
    private final Table table;
    private final FoundTable found;
    private final Differences differences;

    TableComparison(Table table, FoundTable found, Differences differences) {
        this.table = table;
        this.found = found;
        this.differences = differences;
    }

    void compare() {
        table.key().forEach(key -> requireAddress(key, "its declared key"));
        table.shardBy().ifPresent(shard -> requireAddress(shard, "its shardBy"));
        for (var unique : table.unique()) {
            differences.requireComparable(table, found, unique.name(), unique.type(), "its declared unique");
        }
        if (!found.isUnique(table.onShard(table.keyColumns()))) {
            differences.add("table %s has no unique index on its declared key (%s): one key could name several rows"
                    .formatted(table.name(), String.join(", ", table.keyColumns())));
        }
        table.softDelete().ifPresent(this::softDelete);
        table.createdAt().ifPresent(this::createdAt);
    }

    /**
     * Rows are gone through in the order of their addresses: each has to have one, and to be compared as it is ordered.
     */
    private void requireAddress(KeyColumn part, String purpose) {
        differences.requireComparable(table, found, part.name(), part.type(), purpose);
        var column = found.find(part.name());
        if (column.filter(LiveColumn::nullable).isPresent()) {
            differences.add("column %s.%s can be NULL, and is %s: nothing would find such a row"
                    .formatted(table.name(), part.name(), purpose));
        }
        if (column.filter(there -> there.type().dataType().equals("enum")).isPresent()) {
            differences.add("column %s.%s is an ENUM, which is ordered otherwise than it is compared, and is %s"
                    .formatted(table.name(), part.name(), purpose));
        }
    }

    private void softDelete(SoftDelete softDelete) {
        var column = found.find(softDelete.column());
        if (column.isEmpty()) {
            differences.missing(table, softDelete.column(), "its softDelete");
            return;
        }
        var live = column.get();
        expected(live.type(), softDelete.form())
                .ifPresentOrElse(kind -> isNot(live, kind), () -> requireMark(live, softDelete.form()));
        requireUnstamped(live, "its softDelete: a row that stands would count as deleted");
    }

    /** What the column would have to be; empty where it is that. */
    private static Optional<String> expected(ColumnType type, Form form) {
        return switch (form) {
            case Form.IsTrue _ when !type.isTruth() -> Optional.of("a BOOLEAN, for deleted: true");
            case Form.NotNull(var grace)
            when grace.isPositive() && !type.isMoment() -> Optional.of("a DATETIME or TIMESTAMP, for grace");
            case Form.NotNull _ when !type.isTime() -> Optional.of("a DATETIME or TIMESTAMP, for deleted: not_null");
            case Form.Equals(var value)
            when !type.compares(value.type()) -> Optional.of("of the type of the declared value");
            case Form.IsTrue _, Form.NotNull _, Form.Equals _ -> Optional.empty();
        };
    }

    /** A column of the right type says of some rows that they are deleted, and of others that they are not. */
    private void requireMark(LiveColumn column, Form form) {
        switch (form) {
            case Form.NotNull _
            when !column.nullable() ->
                differences.add(
                        "column %s.%s is NOT NULL, and its softDelete says not_null: only NULL says that a row stands"
                                .formatted(table.name(), column.name()));
            case Form.Equals(var value) ->
                Acceptance.objection(column.type(), value)
                        .ifPresent(
                                objection -> differences.add("column %s.%s cannot hold the value of its softDelete: %s"
                                        .formatted(table.name(), column.name(), objection)));
            case Form.IsTrue _, Form.NotNull _ -> {}
        }
    }

    private void createdAt(String name) {
        var column = found.find(name);
        if (column.isEmpty()) {
            differences.missing(table, name, "its createdAt");
            return;
        }
        if (!column.get().type().isMoment()) {
            isNot(column.get(), "a DATETIME or TIMESTAMP, for createdAt");
        }
        requireUnstamped(column.get(), "its createdAt: a row would seem younger than it is, and stay");
    }

    private void isNot(LiveColumn column, String expected) {
        differences.add("column %s.%s is %s; expected %s"
                .formatted(table.name(), column.name(), column.type().dataType(), expected));
    }

    private void requireUnstamped(LiveColumn column, String purpose) {
        if (column.isStamped()) {
            differences.add("column %s.%s gets the time of every update (ON UPDATE CURRENT_TIMESTAMP), and is %s"
                    .formatted(table.name(), column.name(), purpose));
        }
    }
}
