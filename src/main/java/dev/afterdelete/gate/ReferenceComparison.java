package dev.afterdelete.jdbc.gate;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnUpdate;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.live.Acceptance;
import dev.afterdelete.live.Collations;
import dev.afterdelete.live.ColumnType;
import dev.afterdelete.live.Fit;
import dev.afterdelete.live.LiveColumn;

/**
 * Holds one relation against the tables that were found: a reference that matches rows of other parents; a value that
 * the child cannot hold, or would hold as another one.
 */
final class RelationComparison {
    private final Relation relation;
    private final FoundTable child;
    private final FoundTable parent;
    private final Differences differences;

    RelationComparison(Relation relation, FoundTable child, FoundTable parent, Differences differences) {
        this.relation = relation;
        this.child = child;
        this.parent = parent;
        this.differences = differences;
    }

    void compare() {
        references();
        for (Constant constant : relation.where()) {
            differences.requireComparable(
                    relation.child(), child, constant.column(), constant.value().type(), "the constant in its where");
        }
        onDelete();
        relation.onUpdate().ifPresent(this::onUpdate);
        for (var copy : relation.copies()) {
            requireExisting(relation.child(), child, copy.column(), "its copies");
            requireExisting(relation.parent(), parent, copy.parentColumn(), "the copies of " + relation.name());
            requireSettable(copy.column(), "its copies");
        }
    }

    private void references() {
        var types = relation.reference().types();
        for (var place = 0; place < types.size(); place++) {
            var column = relation.columns().get(place);
            differences.requireComparable(
                    relation.child(),
                    child,
                    column,
                    types.get(place),
                    "its reference to " + relation.parent().name());
            collations(column, relation.parentColumns().get(place));
        }
        relation.reference()
                .besides()
                .ifPresent(shard ->
                        collations(shard.column().name(), shard.parentColumn().name()));
        requireReferredUnique();
    }

    private void requireReferredUnique() {
        var referred = relation.parentColumns();
        if (referred.equals(relation.parent().keyColumns())
                || parent.isUnique(relation.parent().onShard(referred))) {
            return;
        }
        differences.add(
                "%s refers to (%s) of %s, on which it has no unique index: one child could belong to several rows"
                        .formatted(
                                relation.name(),
                                String.join(", ", referred),
                                relation.parent().name()));
    }

    private void onDelete() {
        switch (relation.onDelete()) {
            case OnDelete.SetNull(var columns) -> columns.forEach(this::requireNullable);
            case OnDelete.SetDefault(var values) -> values.forEach(this::requireAccepting);
            case OnDelete.Cascade _, OnDelete.Restrict _, OnDelete.DoNothing _ -> {}
        }
    }

    private void onUpdate(OnUpdate action) {
        switch (action) {
            case SET_NULL -> relation.columns().forEach(this::requireNullable);
            case CASCADE -> {
                for (var place = 0; place < relation.columns().size(); place++) {
                    requireFitting(
                            relation.columns().get(place),
                            relation.parentColumns().get(place));
                }
            }
            case RESTRICT, DO_NOTHING -> {}
        }
    }

    private void requireNullable(String name) {
        requireSettable(name, "set_null");
        child.find(name)
                .filter(column -> !column.nullable())
                .ifPresent(_ -> differences.add("column %s.%s is NOT NULL, and its reference to %s says set_null"
                        .formatted(
                                relation.child().name(), name, relation.parent().name())));
    }

    private void requireAccepting(Constant value) {
        requireSettable(value.column(), "set_default");
        child.find(value.column())
                .flatMap(column -> Acceptance.objection(column.type(), value.value()))
                .ifPresent(objection -> differences.add("column %s.%s cannot hold its default: %s"
                        .formatted(relation.child().name(), value.column(), objection)));
    }

    /** A value that is moved to the child is the same there, because MySQL keeps some of the others without a word. */
    private void requireFitting(String name, String parentName) {
        requireSettable(name, "onUpdate: cascade");
        child.find(name)
                .map(LiveColumn::type)
                .ifPresent(own -> parent.find(parentName)
                        .map(LiveColumn::type)
                        .flatMap(above -> Fit.objection(own, above))
                        .ifPresent(objection -> differences.add(
                                "column %s.%s is %s, and onUpdate: cascade moves values of %s.%s there: %s"
                                        .formatted(
                                                relation.child().name(),
                                                name,
                                                own,
                                                relation.parent().name(),
                                                parentName,
                                                objection))));
    }

    private void requireSettable(String name, String purpose) {
        child.find(name)
                .filter(LiveColumn::isComputed)
                .ifPresent(_ -> differences.add("column %s.%s is computed by the database, and %s is to set it"
                        .formatted(relation.child().name(), name, purpose)));
    }

    private void requireExisting(Table table, FoundTable found, String name, String purpose) {
        if (found.find(name).isEmpty()) {
            differences.missing(table, name, purpose);
        }
    }

    private void collations(String name, String parentName) {
        var own = child.find(name).map(LiveColumn::type).flatMap(ColumnType::collation);
        var above = parent.find(parentName).map(LiveColumn::type).flatMap(ColumnType::collation);
        if (own.isPresent() && above.isPresent() && Collations.isWider(own.get(), above.get())) {
            differences.add(
                    "%s.%s compares by %s, and %s.%s by %s: the child could match keys that the parent tells apart; give both the same collation"
                            .formatted(
                                    relation.child().name(),
                                    name,
                                    own.get(),
                                    relation.parent().name(),
                                    parentName,
                                    above.get()));
        }
    }
}
