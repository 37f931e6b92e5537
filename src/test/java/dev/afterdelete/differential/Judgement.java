package dev.afterdelete.differential;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a change reaches along the foreign keys of a schema, and so whether InnoDB's answer is one: where a row is held by a
 * child that the same cascade removes, it depends on the order in which the keys were created.
 */
final class Judgement {
    private final List<ForeignKey> foreignKeys;
    private final Set<String> removed = new LinkedHashSet<>();
    private final Set<Place> assigned = new LinkedHashSet<>();
    private boolean forbidden;
    private boolean forbiddenByRemoved;

    private record Place(String table, String column) {}

    private Judgement(List<SqlTable> schema) {
        this.foreignKeys =
                schema.stream().flatMap(table -> table.foreignKeys().stream()).toList();
    }

    /** Of a delete of rows of {@code table}. */
    static Judgement ofDelete(List<SqlTable> schema, SqlTable table) {
        var judgement = new Judgement(schema);
        judgement.remove(table.name());
        judgement.lookForForbidding(table.name(), true);
        return judgement;
    }

    /** Of another value in {@code columns} of a row of {@code table}. */
    static Judgement ofUpdate(List<SqlTable> schema, SqlTable table, List<String> columns) {
        var judgement = new Judgement(schema);
        columns.forEach(column -> judgement.assign(table.name(), column));
        judgement.lookForForbidding(table.name(), false);
        return judgement;
    }

    /** Whether InnoDB can judge it. */
    boolean isFair() {
        return !forbiddenByRemoved;
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
                case SET_NULL ->
                    foreignKey.columns().forEach(column -> assign(foreignKey.child(), column));
                case RESTRICT, NO_ACTION -> {}
            }
        }
    }

    private void assign(String table, String column) {
        if (!assigned.add(new Place(table, column))) {
            return;
        }
        for (var foreignKey : foreignKeys) {
            var isTouched = foreignKey.parent().equals(table) && foreignKey.referred().contains(column);
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
                forbiddenByRemoved |= removed.contains(foreignKey.child()) || (isDelete && isInCircle);
            }
        }
    }

    private boolean isForbidding(ForeignKey foreignKey, Set<String> gone) {
        var onDelete = foreignKey.onDelete().forbids() && gone.contains(foreignKey.parent());
        var onUpdate = foreignKey.onUpdate().forbids()
                && assigned.stream()
                        .anyMatch(place -> place.table().equals(foreignKey.parent())
                                && foreignKey.referred().contains(place.column()));
        return onDelete || onUpdate;
    }

    /** The columns of {@code table} that an application may change although others refer to them. */
    static List<String> changeable(SqlTable table) {
        var columns = new ArrayList<>(table.key());
        columns.addAll(table.unique());
        return columns.stream().filter(column -> !table.isReference(column)).toList();
    }
}
