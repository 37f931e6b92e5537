package dev.afterdelete.check;

import dev.afterdelete.gate.Sql;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.live.LiveForeignKey;
import dev.afterdelete.live.LiveForeignKey.Rule;
import dev.afterdelete.live.LiveTable;
import dev.afterdelete.wire.declaration.ReadRelation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds native foreign keys that are left over, and says what they would do to us. */
final class ForeignKeyCheck {
    private final Declared declared;
    private final List<Finding> findings = new ArrayList<>();

    ForeignKeyCheck(Declared declared) {
        this.declared = declared;
    }

    List<Finding> findings() {
        for (var child : declared.live().tables()) {
            child.foreignKeys().forEach(foreignKey -> check(child, foreignKey));
        }
        return findings;
    }

    private void check(LiveTable child, LiveForeignKey foreignKey) {
        var relation = declared.draft().relations().stream()
                .filter(read -> isSame(read.relation(), child, foreignKey))
                .findFirst();
        if (relation.isPresent()) {
            beside(child, foreignKey, relation.get());
        } else {
            parentOf(foreignKey)
                    .ifPresentOrElse(
                            parent -> undeclared(child, foreignKey, parent), () -> elsewhere(child, foreignKey));
        }
    }

    /** No row could refer to both, but for those whose keys are the same by chance. */
    private void elsewhere(LiveTable child, LiveForeignKey foreignKey) {
        declared.draft().relations().stream()
                .filter(read -> isOnColumns(read.relation(), child, foreignKey))
                .findFirst()
                .ifPresent(read -> add(
                        FindingCode.FOREIGN_KEY_ELSEWHERE,
                        child,
                        foreignKey,
                        read,
                        "to %s, and its relation is to %s: one of them is wrong"
                                .formatted(
                                        foreignKey.parent(),
                                        read.relation().parent().name())));
    }

    private boolean isOnColumns(Relation relation, LiveTable child, LiveForeignKey foreignKey) {
        return declared.live().isSame(relation.child().name(), child.name())
                && folded(relation.columns()).equals(folded(foreignKey.columns()));
    }

    private static Set<String> folded(List<String> columns) {
        return columns.stream().map(column -> column.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private void beside(LiveTable child, LiveForeignKey foreignKey, ReadRelation read) {
        var effect = effect(foreignKey.onDelete());
        if (read.relation().onDelete() instanceof OnDelete.DoNothing
                && read.undecided().isEmpty()) {
            var message = "whose relation says do_nothing; the database " + effect;
            add(FindingCode.FOREIGN_KEY_CONTRADICTS, child, foreignKey, read, message);
        } else if (foreignKey.onDelete() == Rule.RESTRICT) {
            var message =
                    "beside its relation: an application that deletes the parent first, and then says so, is refused";
            add(FindingCode.FOREIGN_KEY_REFUSES, child, foreignKey, read, message);
        } else if (foreignKey.onDelete() == Rule.UNSEEN) {
            var message = "beside its relation, and this user may not see what it does";
            add(FindingCode.FOREIGN_KEY_UNSEEN, child, foreignKey, read, message);
        } else {
            var message = "beside its relation: where a parent is deleted by others, the database " + effect;
            add(FindingCode.FOREIGN_KEY_CASCADES, child, foreignKey, read, message);
        }
    }

    private void undeclared(LiveTable child, LiveForeignKey foreignKey, Table parent) {
        findings.add(new Finding(
                FindingCode.FOREIGN_KEY_UNDECLARED,
                subject(child, foreignKey),
                declared.draft().placeOf(parent),
                "%s, which no relation declares: when a row of %s is deleted, the database %s"
                        .formatted(described(child, foreignKey), foreignKey.parent(), effect(foreignKey.onDelete())),
                "declare it: - { child: %s, parent: %s, onDelete: … }; then drop it"
                        .formatted(
                                columns(child.name(), foreignKey.columns()),
                                columns(foreignKey.parent(), foreignKey.parentColumns()))));
    }

    private static String effect(Rule rule) {
        return switch (rule) {
            case CASCADE -> "deletes the children too, in one transaction of any size";
            case SET_NULL -> "sets the references of all children to NULL, in one transaction of any size";
            case SET_DEFAULT -> "sets the references of all children to a default, in one transaction of any size";
            case RESTRICT -> "refuses while there are children";
            case UNSEEN -> "does what this user may not see";
        };
    }

    private void add(FindingCode code, LiveTable child, LiveForeignKey foreignKey, ReadRelation read, String message) {
        findings.add(new Finding(
                code,
                subject(child, foreignKey),
                Optional.of(read.place()),
                "%s %s".formatted(described(child, foreignKey), message),
                "ALTER TABLE %s DROP FOREIGN KEY %s;".formatted(Sql.name(child.name()), Sql.name(foreignKey.name()))));
    }

    private static String described(LiveTable child, LiveForeignKey foreignKey) {
        return "%s has the foreign key %s (ON DELETE %s)"
                .formatted(
                        subject(child, foreignKey),
                        foreignKey.name(),
                        foreignKey.onDelete().sql());
    }

    private static String subject(LiveTable child, LiveForeignKey foreignKey) {
        return child.name() + "." + String.join(",", foreignKey.columns());
    }

    private static String columns(String table, List<String> columns) {
        var names = columns.stream().map(column -> table + "." + column).toList();
        return names.size() == 1 ? names.getFirst() : names.toString();
    }

    private Optional<Table> parentOf(LiveForeignKey foreignKey) {
        return declared.draft().graph().tables().stream()
                .filter(table -> declared.live().isSame(table.name(), foreignKey.parent()))
                .findFirst();
    }

    private boolean isSame(Relation relation, LiveTable child, LiveForeignKey foreignKey) {
        return declared.live().isSame(relation.child().name(), child.name())
                && declared.live().isSame(relation.parent().name(), foreignKey.parent())
                && pairs(relation.columns(), relation.parentColumns())
                        .equals(pairs(foreignKey.columns(), foreignKey.parentColumns()));
    }

    private static Map<String, String> pairs(List<String> columns, List<String> parentColumns) {
        var pairs = new HashMap<String, String>();
        for (var place = 0; place < columns.size(); place++) {
            pairs.put(
                    columns.get(place).toLowerCase(Locale.ROOT),
                    parentColumns.get(place).toLowerCase(Locale.ROOT));
        }
        return pairs;
    }
}
