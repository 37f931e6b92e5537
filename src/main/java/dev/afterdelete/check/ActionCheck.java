package dev.afterdelete.check;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnUpdate;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.live.Acceptance;
import dev.afterdelete.live.Fit;
import dev.afterdelete.live.LiveColumn;
import dev.afterdelete.live.LiveTable;
import dev.afterdelete.wire.yaml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks whether the child table carries out what a relation asks for. */
final class ActionCheck {
    private final LiveTable child;
    private final LiveTable parent;
    private final Relation relation;
    private final Optional<Place> place;
    private final List<Finding> findings = new ArrayList<>();

    ActionCheck(Declared.Pair pair) {
        this.child = pair.child();
        this.parent = pair.parent();
        this.relation = pair.read().relation();
        this.place = Optional.of(pair.read().place());
    }

    List<Finding> findings() {
        onDelete();
        relation.onUpdate().ifPresent(this::onUpdate);
        relation.where().forEach(this::constant);
        relation.copies().forEach(this::copy);
        return findings;
    }

    private void onDelete() {
        switch (relation.onDelete()) {
            case OnDelete.SetNull(var columns) -> columns.forEach(column -> nulled(column, "onDelete: set_null"));
            case OnDelete.SetDefault(var values) -> values.forEach(this::defaulted);
            case OnDelete.Cascade _, OnDelete.Restrict _, OnDelete.DoNothing _ -> {}
        }
    }

    private void onUpdate(OnUpdate action) {
        switch (action) {
            case SET_NULL -> relation.columns().forEach(column -> nulled(column, "onUpdate: set_null"));
            case CASCADE -> {
                for (var number = 0; number < relation.columns().size(); number++) {
                    settable(relation.columns().get(number), "onUpdate: cascade");
                    fits(
                            relation.columns().get(number),
                            relation.parentColumns().get(number));
                }
            }
            case RESTRICT, DO_NOTHING -> {}
        }
    }

    private void fits(String name, String parentName) {
        child.find(name)
                .ifPresent(column -> parent.find(parentName)
                        .flatMap(above -> Fit.objection(column.type(), above.type()))
                        .ifPresent(objection -> add(
                                FindingCode.REFERENCE_DOES_NOT_FIT,
                                named(column),
                                "%s is %s, and onUpdate: cascade moves values of %s.%s there: %s"
                                        .formatted(named(column), column.type(), parent.name(), parentName, objection),
                                "give both columns one type, or choose another onUpdate")));
    }

    private void nulled(String name, String action) {
        settable(name, action);
        child.find(name).filter(column -> !column.nullable()).ifPresent(column -> {
            add(
                    FindingCode.SET_NULL_ON_NOT_NULL,
                    named(column),
                    "%s is NOT NULL, and %s is to make it NULL".formatted(named(column), action),
                    "choose another action, or: ALTER TABLE %s MODIFY %s %s NULL;  -- repeat its DEFAULT and COMMENT, if any"
                            .formatted(Sql.name(child.name()), Sql.name(column.name()), column.type()));
        });
    }

    private void defaulted(Constant value) {
        settable(value.column(), "onDelete: set_default");
        child.find(value.column())
                .ifPresent(column -> Acceptance.objection(column.type(), value.value())
                        .ifPresent(objection -> add(
                                FindingCode.DEFAULT_REJECTED,
                                named(column),
                                "%s cannot hold its default: %s".formatted(named(column), objection),
                                "give a default that the column can hold")));
    }

    private void settable(String name, String purpose) {
        child.find(name)
                .filter(LiveColumn::isComputed)
                .ifPresent(column -> findings.add(generated(child, column.name(), place, purpose)));
    }

    /** The finding that a column cannot be set. */
    static Finding generated(LiveTable table, String column, Optional<Place> place, String purpose) {
        return new Finding(
                FindingCode.GENERATED_COLUMN,
                table.name() + "." + column,
                place,
                "%s.%s is computed by the database, and %s is to set it".formatted(table.name(), column, purpose),
                "name the column that it is computed from");
    }

    private void constant(Constant constant) {
        var column = child.find(constant.column());
        if (column.isEmpty()) {
            missing(child, constant.column(), "the where of " + relation.name());
            return;
        }
        Acceptance.objection(column.get().type(), constant.value())
                .ifPresent(objection -> add(
                        FindingCode.CONSTANT_REJECTED,
                        named(column.get()),
                        "%s can never equal the constant of the where: %s".formatted(named(column.get()), objection),
                        "write the constant as the column holds it: 0 is a number, \"0\" is a text"));
    }

    private void copy(Relation.Copy copy) {
        child.find(copy.column())
                .ifPresentOrElse(
                        column -> settable(column.name(), "copies"), () -> missing(child, copy.column(), "copies"));
        if (parent.find(copy.parentColumn()).isEmpty()) {
            missing(parent, copy.parentColumn(), "copies");
        }
    }

    private void missing(LiveTable table, String column, String purpose) {
        findings.add(Declared.unknownColumn(table, column, place, purpose));
    }

    private String named(LiveColumn column) {
        return child.name() + "." + column.name();
    }

    private void add(FindingCode code, String subject, String message, String remedy) {
        findings.add(new Finding(code, subject, place, message, remedy));
    }
}
