package dev.afterdelete.jdbc;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnUpdate;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.SoftDelete.Form;
import dev.afterdelete.graph.Table;
import dev.afterdelete.live.Collations;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a declaration against the live schema. It looks for what could make a statement take rows that nobody meant: a
 * column of another type, which MySQL would convert; a key, or what children refer to, that several rows share; a
 * reference whose collation is wider than its parent's. And it looks for what fails for sure: a column that is not
 * there, or that cannot become NULL and is to.
 */
final class SchemaComparison {
    private final Map<String, LiveTable> live;
    private final List<String> differences = new ArrayList<>();

    private SchemaComparison(Map<String, LiveTable> live) {
        this.live = live;
    }

    /**
     * Every difference, as a sentence a person can act on; empty when there is none.
     *
     * @param live the tables by name; those that do not exist are absent
     */
    static List<String> differences(RelationGraph graph, Map<String, LiveTable> live) {
        var comparison = new SchemaComparison(live);
        graph.tables().forEach(comparison::compare);
        graph.relations().forEach(comparison::compare);
        return List.copyOf(comparison.differences);
    }

    private void compare(Table table) {
        var found = find(table);
        if (found.isEmpty()) {
            differences.add("table %s does not exist in this database".formatted(table.name()));
            return;
        }
        var columns = found.get();
        table.key().forEach(key -> requireAddress(table, columns, key, "its declared key"));
        table.shardBy().ifPresent(shard -> requireAddress(table, columns, shard, "its shardBy"));
        for (var unique : table.unique()) {
            requireComparable(table, columns, unique.name(), unique.type(), "its declared unique");
        }
        if (!isUnique(table, columns, table.keyColumns())) {
            differences.add("table %s has no unique index on its declared key (%s): one key could name several rows"
                    .formatted(table.name(), String.join(", ", table.keyColumns())));
        }
        table.softDelete().ifPresent(softDelete -> compare(table, columns, softDelete));
        table.createdAt().ifPresent(created -> requireMoment(table, columns, created, "createdAt"));
    }

    /** On each shard, where the table is sharded: a unique index that contains its shard column is as good. */
    private static boolean isUnique(Table table, LiveTable columns, List<String> names) {
        return columns.isUnique(table.onShard(names));
    }

    private void requireMoment(Table table, LiveTable columns, String name, String purpose) {
        var column = columns.find(name);
        if (column.isEmpty()) {
            missing(table, name, "its " + purpose);
        } else if (!column.get().holdsMoment()) {
            differences.add("column %s.%s is %s; expected a DATETIME or TIMESTAMP, for %s"
                    .formatted(table.name(), name, column.get().dataType(), purpose));
        }
    }

    /**
     * Rows are gone through in the order of their addresses: each has to have one, and to be compared as it is ordered.
     */
    private void requireAddress(Table table, LiveTable columns, KeyColumn part, String purpose) {
        requireComparable(table, columns, part.name(), part.type(), purpose);
        var column = columns.find(part.name());
        if (column.filter(LiveTable.Column::nullable).isPresent()) {
            differences.add("column %s.%s can be NULL, and is %s: nothing would find such a row"
                    .formatted(table.name(), part.name(), purpose));
        }
        if (column.filter(found -> found.dataType().equals("enum")).isPresent()) {
            differences.add("column %s.%s is an ENUM, which is ordered otherwise than it is compared, and is %s"
                    .formatted(table.name(), part.name(), purpose));
        }
    }

    private void compare(Table table, LiveTable columns, SoftDelete softDelete) {
        var column = columns.find(softDelete.column());
        if (column.isEmpty()) {
            missing(table, softDelete.column(), "its softDelete");
            return;
        }
        var expected = switch (softDelete.form()) {
            case Form.IsTrue _ when !column.get().holdsTruth() -> "a BOOLEAN, for deleted: true";
            case Form.NotNull(var grace)
            when grace.isPositive() && !column.get().holdsMoment() -> "a DATETIME or TIMESTAMP, for grace";
            case Form.NotNull _ when !column.get().holdsTime() -> "a DATETIME or TIMESTAMP, for deleted: not_null";
            case Form.Equals(var value)
            when !column.get().compares(value.type()) -> "of the type of the declared value";
            case Form.IsTrue _, Form.NotNull _, Form.Equals _ -> "";
        };
        if (!expected.isEmpty()) {
            differences.add("column %s.%s is %s; expected %s"
                    .formatted(table.name(), softDelete.column(), column.get().dataType(), expected));
        }
    }

    private void compare(Relation relation) {
        var child = find(relation.child());
        var parent = find(relation.parent());
        if (child.isEmpty() || parent.isEmpty()) {
            return;
        }
        compareReferences(relation, child.get(), parent.get());
        for (Constant constant : relation.where()) {
            requireComparable(
                    relation.child(),
                    child.get(),
                    constant.column(),
                    constant.value().type(),
                    "the constant in its where");
        }
        nulls(relation).forEach(column -> requireNullable(relation, child.get(), column));
        for (var copy : relation.copies()) {
            requireExisting(relation.child(), child.get(), copy.column(), "its copies");
            requireExisting(relation.parent(), parent.get(), copy.parentColumn(), "the copies of " + relation.name());
        }
    }

    private void compareReferences(Relation relation, LiveTable child, LiveTable parent) {
        var types = relation.reference().types();
        for (var place = 0; place < types.size(); place++) {
            var column = relation.columns().get(place);
            var referred = relation.parentColumns().get(place);
            requireComparable(
                    relation.child(),
                    child,
                    column,
                    types.get(place),
                    "its reference to " + relation.parent().name());
            compareCollations(relation, child, column, parent, referred);
        }
        relation.reference()
                .besides()
                .ifPresent(shard -> compareCollations(
                        relation,
                        child,
                        shard.column().name(),
                        parent,
                        shard.parentColumn().name()));
        requireReferredUnique(relation, parent);
    }

    private void requireReferredUnique(Relation relation, LiveTable parent) {
        var referred = relation.parentColumns();
        if (referred.equals(relation.parent().keyColumns()) || isUnique(relation.parent(), parent, referred)) {
            return;
        }
        differences.add(
                "%s refers to (%s) of %s, on which it has no unique index: one child could belong to several rows"
                        .formatted(
                                relation.name(),
                                String.join(", ", referred),
                                relation.parent().name()));
    }

    /** The columns that the relation may have to set to NULL, each once. */
    private static Set<String> nulls(Relation relation) {
        var nulls = new LinkedHashSet<String>();
        if (relation.onDelete() instanceof OnDelete.SetNull(var columns)) {
            nulls.addAll(columns);
        }
        if (relation.onUpdate().equals(Optional.of(OnUpdate.SET_NULL))) {
            nulls.addAll(relation.columns());
        }
        return nulls;
    }

    private void requireNullable(Relation relation, LiveTable child, String name) {
        child.find(name)
                .filter(column -> !column.nullable())
                .ifPresent(_ -> differences.add("column %s.%s is NOT NULL, and its reference to %s says set_null"
                        .formatted(
                                relation.child().name(), name, relation.parent().name())));
    }

    private void requireExisting(Table table, LiveTable columns, String name, String purpose) {
        if (columns.find(name).isEmpty()) {
            missing(table, name, purpose);
        }
    }

    private void compareCollations(
            Relation relation, LiveTable child, String childColumn, LiveTable parent, String parentColumn) {
        var childCollation = child.find(childColumn).flatMap(LiveTable.Column::collation);
        var parentCollation = parent.find(parentColumn).flatMap(LiveTable.Column::collation);
        if (childCollation.isPresent()
                && parentCollation.isPresent()
                && Collations.isWider(childCollation.get(), parentCollation.get())) {
            differences.add(
                    "%s.%s compares by %s, and %s.%s by %s: the child could match keys that the parent tells apart; give both the same collation"
                            .formatted(
                                    relation.child().name(),
                                    childColumn,
                                    childCollation.get(),
                                    relation.parent().name(),
                                    parentColumn,
                                    parentCollation.get()));
        }
    }

    private void requireComparable(Table table, LiveTable columns, String name, KeyType type, String purpose) {
        var column = columns.find(name);
        if (column.isEmpty()) {
            missing(table, name, purpose);
        } else if (!column.get().compares(type)) {
            differences.add("column %s.%s is %s, and %s is %s: MySQL would convert, and match rows that nobody meant"
                    .formatted(table.name(), name, column.get().dataType(), purpose, type.word()));
        }
    }

    private void missing(Table table, String column, String purpose) {
        differences.add("column %s.%s does not exist; it is needed for %s".formatted(table.name(), column, purpose));
    }

    private Optional<LiveTable> find(Table table) {
        return Optional.ofNullable(live.get(table.name()))
                .or(() -> Optional.ofNullable(live.get(LiveTable.fold(table.name()))));
    }
}
