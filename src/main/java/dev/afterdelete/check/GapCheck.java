package dev.afterdelete.check;

import dev.afterdelete.graph.Relation;
import dev.afterdelete.guess.Guess;
import dev.afterdelete.guess.ReferenceGuesser;
import dev.afterdelete.live.LiveDatabase;
import dev.afterdelete.live.LiveTable;
import dev.afterdelete.wire.declaration.ReadRelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds what the declaration does not say. */
final class GapCheck {
    private static final int MOST_NAMES = 8;

    private final Declared declared;
    private final List<Finding> findings = new ArrayList<>();

    GapCheck(Declared declared) {
        this.declared = declared;
    }

    List<Finding> findings() {
        var undeclared = new ReferenceGuesser(declared.live())
                .guesses().stream().filter(Predicate.not(this::isDeclared)).toList();
        undeclared.stream()
                .filter(this::isBelowDeclared)
                .filter(Predicate.not(this::isForeignKey))
                .forEach(this::reference);
        elsewhere(undeclared.stream()
                .filter(Predicate.not(this::isBelowDeclared))
                .map(GapCheck::named)
                .toList());
        outside();
        unsaid();
        return findings;
    }

    private void reference(Guess guess) {
        findings.add(new Finding(
                FindingCode.UNDECLARED_REFERENCE,
                named(guess),
                Optional.empty(),
                "%s looks like a reference to %s (%s: %s), and is not declared"
                        .formatted(
                                named(guess), guess.parent(), guess.confidence().word(), guess.reason()),
                "declare it: - { child: %s, parent: %s, onDelete: … }; do_nothing says that it is meant to dangle"
                        .formatted(
                                columns(guess.child(), guess.columns()),
                                columns(guess.parent(), guess.parentColumns()))));
    }

    private void elsewhere(List<String> references) {
        if (!references.isEmpty()) {
            add(
                    FindingCode.REFERENCES_ELSEWHERE,
                    "columns look like references to tables that the declaration does not name",
                    references,
                    "afterdelete infer writes a declaration that holds them");
        }
    }

    private void outside() {
        var outside = declared.live().tables().stream()
                .filter(LiveTable::isStored)
                .map(LiveTable::name)
                .filter(table -> !LiveDatabase.isOwn(table) && !isNamed(table))
                .toList();
        if (!outside.isEmpty()) {
            add(
                    FindingCode.TABLES_OUTSIDE,
                    "tables are in the database, and nothing of the declaration leads to them",
                    outside,
                    "nothing, where their rows live by themselves");
        }
    }

    private void unsaid() {
        var unsaid = declared.draft().relations().stream()
                .map(ReadRelation::relation)
                .filter(relation -> relation.onUpdate().isEmpty())
                .map(Relation::name)
                .toList();
        if (!unsaid.isEmpty()) {
            add(
                    FindingCode.ON_UPDATE_UNSAID,
                    "relations do not say onUpdate: a message that their key changed is refused",
                    unsaid,
                    "nothing, where keys never change; else say onUpdate");
        }
    }

    private void add(FindingCode code, String what, List<String> names, String remedy) {
        var some = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        findings.add(new Finding(
                code,
                names.getFirst(),
                Optional.empty(),
                "%d %s: %s%s".formatted(names.size(), what, some, names.size() > MOST_NAMES ? ", …" : ""),
                remedy));
    }

    private boolean isNamed(String table) {
        return declared.draft().graph().tables().stream()
                .anyMatch(known -> declared.live().isSame(known.name(), table));
    }

    private boolean isBelowDeclared(Guess guess) {
        return declared.draft().graph().tables().stream()
                .anyMatch(table -> declared.live().isSame(table.name(), guess.parent()));
    }

    private boolean isDeclared(Guess guess) {
        return declared.draft().relations().stream()
                .map(ReadRelation::relation)
                .filter(relation -> declared.live().isSame(relation.child().name(), guess.child()))
                .anyMatch(relation -> covers(relation.child().onShard(relation.columns()), guess));
    }

    /** Foreign keys to declared parents are said already. */
    private boolean isForeignKey(Guess guess) {
        return declared.live().find(guess.child()).stream()
                .flatMap(child -> child.foreignKeys().stream())
                .anyMatch(foreignKey -> covers(foreignKey.columns(), guess));
    }

    private static boolean covers(List<String> columns, Guess guess) {
        return guess.columns().stream().allMatch(wanted -> columns.stream().anyMatch(wanted::equalsIgnoreCase));
    }

    private static String named(Guess guess) {
        return guess.child() + "." + String.join(",", guess.columns());
    }

    private static String columns(String table, List<String> columns) {
        var names = columns.stream().map(column -> table + "." + column).toList();
        return names.size() == 1 ? names.getFirst() : names.toString();
    }
}
