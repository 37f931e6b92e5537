package dev.afterdelete.gate;

import dev.afterdelete.gate.Difference.Kind;
import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnUpdate;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.live.Acceptance;
import dev.afterdelete.live.Fit;
import dev.afterdelete.live.LiveColumn;

/**
 * Asks whether a child table carries out what its relation asks for: a condition that no row can fulfil, a value that
 * the child cannot hold, or would hold as another one.
 */
final class ActionComparison {
    private final FoundRelation found;
    private final Relation relation;
    private final FoundTable child;
    private final Differences differences;

    ActionComparison(FoundRelation found, Differences differences) {
        this.found = found;
        this.relation = found.relation();
        this.child = found.child();
        this.differences = differences;
    }

    void compare() {
        relation.where().forEach(this::constant);
        onDelete();
        relation.onUpdate().ifPresent(this::onUpdate);
        relation.copies().forEach(this::copy);
    }

    private void constant(Constant constant) {
        var column = child.find(constant.column());
        if (column.isEmpty()) {
            differences.missing(found.declared(), child, constant.column(), "the where of " + relation.name());
            return;
        }
        differences.lookedUp(found.declared(), child, column.get().name());
        Acceptance.objection(column.get().type(), constant.value())
                .ifPresent(objection -> add(
                        Kind.CONSTANT_REJECTED,
                        column.get(),
                        "can never equal the constant of the where: " + objection,
                        "write the constant as the column holds it: 0 is a number, \"0\" is a text"));
    }

    private void onDelete() {
        switch (relation.onDelete()) {
            case OnDelete.SetNull(var columns) -> columns.forEach(column -> nullable(column, "onDelete: set_null"));
            case OnDelete.SetDefault(var values) -> values.forEach(this::accepting);
            case OnDelete.Cascade _, OnDelete.Restrict _, OnDelete.DoNothing _ -> {}
        }
    }

    private void onUpdate(OnUpdate action) {
        switch (action) {
            case SET_NULL -> relation.columns().forEach(column -> nullable(column, "onUpdate: set_null"));
            case CASCADE -> {
                for (var place = 0; place < relation.columns().size(); place++) {
                    fitting(
                            relation.columns().get(place),
                            relation.parentColumns().get(place));
                }
            }
            case RESTRICT, DO_NOTHING -> {}
        }
    }

    private void nullable(String name, String action) {
        settable(name, action);
        child.find(name)
                .filter(column -> !column.nullable())
                .ifPresent(column -> add(
                        Kind.SET_NULL_ON_NOT_NULL,
                        column,
                        "is NOT NULL, and %s is to make it NULL".formatted(action),
                        "choose another action, or: ALTER TABLE %s MODIFY %s %s NULL;  -- repeat its DEFAULT and COMMENT, if any"
                                .formatted(Sql.name(child.name()), Sql.name(column.name()), column.type())));
    }

    private void accepting(Constant value) {
        settable(value.column(), "onDelete: set_default");
        child.find(value.column())
                .ifPresent(column -> Acceptance.objection(column.type(), value.value())
                        .ifPresent(objection -> add(
                                Kind.DEFAULT_REJECTED,
                                column,
                                "cannot hold its default: " + objection,
                                "give a default that the column can hold")));
    }

    /** A value that is moved to the child is the same there, because MySQL keeps some of the others without a word. */
    private void fitting(String name, String parentName) {
        settable(name, "onUpdate: cascade");
        child.find(name)
                .ifPresent(column -> found.parent()
                        .find(parentName)
                        .flatMap(above -> Fit.objection(column.type(), above.type()))
                        .ifPresent(objection -> add(
                                Kind.REFERENCE_DOES_NOT_FIT,
                                column,
                                "is %s, and onUpdate: cascade moves values of %s there: %s"
                                        .formatted(column.type(), found.parent().named(parentName), objection),
                                "give both columns one type, or choose another onUpdate")));
    }

    private void copy(Relation.Copy copy) {
        child.find(copy.column())
                .ifPresentOrElse(
                        column -> settable(column.name(), "copies"),
                        () -> differences.missing(found.declared(), child, copy.column(), "copies"));
        if (found.parent().find(copy.parentColumn()).isEmpty()) {
            differences.missing(found.declared(), found.parent(), copy.parentColumn(), "copies");
        }
    }

    private void settable(String name, String purpose) {
        child.find(name)
                .filter(LiveColumn::isComputed)
                .ifPresent(column -> add(
                        Kind.GENERATED_COLUMN,
                        column,
                        "is computed by the database, and %s is to set it".formatted(purpose),
                        "name the column that it is computed from"));
    }

    private void add(Kind kind, LiveColumn column, String predicate, String remedy) {
        var named = child.named(column.name());
        differences.add(kind, found.declared(), named, named + " " + predicate, remedy);
    }
}
