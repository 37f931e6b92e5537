package dev.afterdelete.infer;

import dev.afterdelete.graph.Identifiers;
import dev.afterdelete.guess.Guess;
import dev.afterdelete.live.LiveDatabase;
import dev.afterdelete.live.LiveTable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what of a database cannot stand in a declaration, and why. */
final class Declarable {
    private final LiveDatabase database;

    Declarable(LiveDatabase database) {
        this.database = database;
    }

    /** Why {@code guess} cannot be declared, as a sentence; empty when it can. */
    Optional<String> objection(Guess guess) {
        var child = database.find(guess.child()).orElseThrow();
        var parent = database.find(guess.parent()).orElseThrow();
        return Stream.of(
                        odd(guess),
                        keyless(child),
                        keyless(parent),
                        ambiguous(parent, guess.parentColumns()),
                        untyped(child, child.keyColumns()),
                        untyped(parent, parent.keyColumns()),
                        untyped(parent, guess.parentColumns()),
                        untyped(child, guess.columns()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(reason -> "%s.%s refers to %s (%s), but %s"
                        .formatted(
                                guess.child(),
                                String.join(",", guess.columns()),
                                guess.parent(),
                                guess.reason(),
                                reason));
    }

    private static Optional<String> odd(Guess guess) {
        return Stream.of(List.of(guess.child(), guess.parent()), guess.columns(), guess.parentColumns())
                .flatMap(Collection::stream)
                .filter(name -> name.indexOf('.') >= 0 || !Identifiers.isIdentifier(name))
                .map("the name %s cannot be written in a declaration"::formatted)
                .findFirst();
    }

    private static Optional<String> keyless(LiveTable table) {
        return table.keyColumns().isEmpty()
                ? Optional.of("%s has neither a primary key nor a unique index".formatted(table.name()))
                : Optional.empty();
    }

    private static Optional<String> ambiguous(LiveTable parent, List<String> columns) {
        return parent.isUnique(columns)
                ? Optional.empty()
                : Optional.of("%s of %s is not unique".formatted(String.join(", ", columns), parent.name()));
    }

    private static Optional<String> untyped(LiveTable table, List<String> columns) {
        return columns.stream()
                .flatMap(column -> table.find(column).stream())
                .filter(column -> column.type().keyType().isEmpty())
                .findFirst()
                .map(column -> "%s.%s is %s; a key is a whole number, text or bytes"
                        .formatted(table.name(), column.name(), column.type()));
    }
}
