package dev.afterdelete.differential;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a change reaches along the foreign keys of a schema, and so whether InnoDB's answer is one: where a row is held
 * by a child that the same cascade removes, it depends on the order in which the keys were created.
 */
final class Judgement {
    private final List<ForeignKey> foreignKeys;
    private final Set<String> removed = new LinkedHashSet<>();
    private final Set<Place> assigned = new LinkedHashSet<>();
    private boolean forbidden;
    private boolean unfair;

    private record Place(String table, String column) {}

    private Judgement(List<SqlTable> schema) {
        this.foreignKeys =
                schema.stream().flatMap(table -> table.foreignKeys().stream()).toList();
    }

    /** Of a delete of {@code rows} of {@code table}. */
    static Judgement ofDelete(List<SqlTable> schema, SqlTable table, List<Row> rows) {
        var judgement = new Judgement(schema);
        judgement.remove(table.name());
        judgement.lookForForbidding(table.name(), true);
        judgement.unfair |= rows.stream().anyMatch(row -> holdsItself(table, row));
        return judgement;
    }

    private static boolean holdsItself(SqlTable table, Row row) {
        return table.foreignKeys().stream()
                .filter(foreignKey ->
                        foreignKey.isSelf() && foreignKey.onDelete().forbids())
                .anyMatch(foreignKey -> row.folded(foreignKey.columns()).equals(row.folded(foreignKey.referred())));
    }

    /** Of another value in {@code columns} of a row of {@code table}. */
    static Judgement ofUpdate(List<SqlTable> schema, SqlTable table, List<String> columns) {
        var judgement = new Judgement(schema);
        columns.forEach(column -> judgement.assign(table.name(), column));
        judgement.lookForForbidding(table.name(), false);
        judgement.unfair |= schema.stream().anyMatch(judgement::movesTwice);
        return judgement;
    }

    /**
     * Whether rows get another key by one foreign key and another reference by a second one: InnoDB moves such a row
     * before it follows the second, and then misses the parent of the reference that it has not followed yet (1452).
     */
    private boolean movesTwice(SqlTable table) {
        var touched = table.foreignKeys().stream().filter(this::isTouched).toList();
        return touched.size() > 1
                && touched.stream().anyMatch(foreignKey -> table.key().containsAll(foreignKey.columns()));
    }

    /** Whether InnoDB can judge it. */
    boolean isFair() {
        return !unfair;
    }

    /** Whether the cascade can come back to rows of the table from which it starts. */
    boolean comesBackTo(SqlTable table) {
        return removed.contains(table.name());
    }

    /** Whether any row can forbid it. */
    boolean isForbiddable() {
        return forbidden;
    }

    private void remove(String table) {
        for (var foreignKey : foreignKeys) {
            if (!foreignKey.parent().equals(table)) {
                continue;
            }
            switch (foreignKey.onDelete()) {
                case CASCADE -> {
                    if (removed.add(foreignKey.child())) {
                        remove(foreignKey.child());
                    }
                }
                case SET_NULL -> foreignKey.columns().forEach(column -> assign(foreignKey.child(), column));
                case RESTRICT, NO_ACTION -> {}
            }
        }
    }

    private void assign(String table, String column) {
        if (!assigned.add(new Place(table, column))) {
            return;
        }
        for (var foreignKey : foreignKeys) {
            var isTouched =
                    foreignKey.parent().equals(table) && foreignKey.referred().contains(column);
            if (isTouched && !foreignKey.onUpdate().forbids()) {
                foreignKey.columns().forEach(reference -> assign(foreignKey.child(), reference));
            }
        }
    }

    private void lookForForbidding(String top, boolean isDelete) {
        var gone = new HashSet<>(removed);
        if (isDelete) {
            gone.add(top);
        }
        for (var foreignKey : foreignKeys) {
            if (isForbidding(foreignKey, gone)) {
                forbidden = true;
                var isInCircle = foreignKey.child().equals(top) && removed.contains(foreignKey.parent());
                unfair |= removed.contains(foreignKey.child()) || (isDelete && isInCircle);
            }
        }
    }

    private boolean isForbidding(ForeignKey foreignKey, Set<String> gone) {
        var onDelete = foreignKey.onDelete().forbids() && gone.contains(foreignKey.parent());
        return onDelete || (foreignKey.onUpdate().forbids() && isTouched(foreignKey));
    }

    private boolean isTouched(ForeignKey foreignKey) {
        return assigned.stream()
                .anyMatch(place -> place.table().equals(foreignKey.parent())
                        && foreignKey.referred().contains(place.column()));
    }

    /** The columns of {@code table} that an application may change although others refer to them. */
    static List<String> changeable(SqlTable table) {
        var columns = new ArrayList<>(table.key());
        columns.addAll(table.unique());
        return columns.stream().filter(column -> !table.isReference(column)).toList();
    }
}
