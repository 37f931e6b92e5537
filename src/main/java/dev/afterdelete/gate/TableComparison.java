package dev.afterdelete.gate;

import dev.afterdelete.gate.Difference.Kind;
import dev.afterdelete.gate.Difference.OfTable;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.SoftDelete.Form;
import dev.afterdelete.graph.Table;
import dev.afterdelete.live.Acceptance;
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
        table.key().forEach(key -> address(key, "key", Kind.KEY_NULLABLE));
        table.shardBy().ifPresent(shard -> address(shard, "shardBy", Kind.SHARD_NULLABLE));
        table.unique().forEach(unique -> comparable(unique, "unique"));
        unique();
        table.softDelete().ifPresent(this::softDelete);
        table.createdAt().ifPresent(this::createdAt);
    }

    /**
     * Rows are gone through in the order of their addresses: each has to have one, and to be compared as it is ordered.
     */
    private void address(KeyColumn part, String purpose, Kind nullable) {
        comparable(part, purpose);
        found.find(part.name()).ifPresent(column -> {
            if (column.nullable()) {
                add(
                        nullable,
                        column,
                        "may be NULL, and belongs to the %s: no statement finds such a row, so its cascade would leave it"
                                .formatted(purpose),
                        "ALTER TABLE %s MODIFY %s %s NOT NULL;  -- repeat its DEFAULT and COMMENT, if any"
                                .formatted(Sql.name(found.name()), Sql.name(column.name()), column.type()));
            }
            if (column.type().dataType().equals("enum")) {
                add(
                        Kind.KEY_ENUM,
                        column,
                        "is an ENUM, which is ordered otherwise than it is compared, and belongs to the %s"
                                .formatted(purpose),
                        "make it a VARCHAR, or declare another unique key");
            }
        });
    }

    /** A column is compared with values of its declared type without conversion. */
    private void comparable(KeyColumn part, String purpose) {
        differences.lookedUp(new OfTable(table), found, part.name());
        var column = found.find(part.name());
        if (column.isEmpty()) {
            differences.missing(new OfTable(table), found, part.name(), "the " + purpose + " of " + found.name());
        } else if (!column.get().type().compares(part.type())) {
            add(
                    Kind.KEY_TYPE_MISMATCH,
                    column.get(),
                    "is %s in the database, and its %s is declared as %s: MySQL would convert, and match rows that nobody meant"
                            .formatted(column.get().type(), purpose, part.type().word()),
                    column.get()
                            .type()
                            .keyType()
                            .map(type -> "declare it as { column: %s, type: %s }".formatted(part.name(), type.word()))
                            .orElse("declare a unique key of whole numbers, text or bytes instead"));
        }
    }

    private void unique() {
        var key = table.keyColumns();
        if (found.hasAll(key) && !found.isUnique(table.onShard(key))) {
            differences.add(
                    Kind.KEY_NOT_UNIQUE,
                    new OfTable(table),
                    found.named(String.join(",", key)),
                    "no unique index holds the declared key of %s (%s): one key could name several rows"
                            .formatted(found.name(), String.join(", ", key)),
                    found.findKey()
                            .map(columns -> "declare the key that is unique: " + columns)
                            .orElse("add a primary key or a unique index"));
        }
    }

    private void softDelete(SoftDelete softDelete) {
        var column = found.find(softDelete.column());
        if (column.isEmpty()) {
            differences.missing(new OfTable(table), found, softDelete.column(), "softDelete");
            return;
        }
        markObjection(column.get(), softDelete.form())
                .ifPresent(
                        objection -> add(
                                Kind.SOFT_DELETE_MISMATCH,
                                column.get(),
                                "cannot mark deleted rows: " + objection,
                                "declare deleted: true for a BOOLEAN, not_null for a nullable DATETIME or TIMESTAMP, or a status that the column can hold"));
        differences.lookedUp(new OfTable(table), found, column.get().name());
        unstamped(column.get(), "softDelete", "rows that stand would count as deleted");
    }

    /** A mark says of some rows that they are deleted, and of others that they are not. */
    private static Optional<String> markObjection(LiveColumn column, Form form) {
        var type = column.type();
        return switch (form) {
            case Form.IsTrue _ when !type.isTruth() -> Optional.of("it is %s, and deleted is true".formatted(type));
            case Form.NotNull(var grace)
            when grace.isPositive() && !type.isMoment() ->
                Optional.of("it is %s, by which a grace could end up to a day too early".formatted(type));
            case Form.NotNull _ when !type.isTime() -> Optional.of("it is %s, and deleted is not_null".formatted(type));
            case Form.NotNull _
            when !column.nullable() -> Optional.of("it is NOT NULL, and only NULL says that a row stands");
            case Form.Equals(var value) -> Acceptance.objection(type, value);
            case Form.IsTrue _, Form.NotNull _ -> Optional.empty();
        };
    }

    private void createdAt(String name) {
        var column = found.find(name);
        if (column.isEmpty()) {
            differences.missing(new OfTable(table), found, name, "createdAt");
            return;
        }
        if (!column.get().type().isMoment()) {
            add(
                    Kind.CREATED_AT_MISMATCH,
                    column.get(),
                    "is %s, and says no moment at which a row was created"
                            .formatted(column.get().type()),
                    "declare a DATETIME or TIMESTAMP, best with fractions of a second");
        }
        unstamped(column.get(), "createdAt", "rows would seem younger than they are, and stay");
    }

    private void unstamped(LiveColumn column, String purpose, String effect) {
        if (column.isStamped()) {
            add(
                    Kind.STAMPED_COLUMN,
                    column,
                    "gets the time of every update (ON UPDATE CURRENT_TIMESTAMP), and is the column of %s: %s"
                            .formatted(purpose, effect),
                    "take ON UPDATE away from the column, or name another one");
        }
    }

    private void add(Kind kind, LiveColumn column, String predicate, String remedy) {
        var named = found.named(column.name());
        differences.add(kind, new OfTable(table), named, named + " " + predicate, remedy);
    }
}
