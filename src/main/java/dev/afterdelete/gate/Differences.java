package dev.afterdelete.gate;

import dev.afterdelete.fault.Spelling;
import dev.afterdelete.gate.Difference.Declared;
import dev.afterdelete.gate.Difference.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Collects what a declaration and the tables that were found disagree in; one that has been said is not said again. */
final class Differences {
    private final SequencedSet<Difference> found = new LinkedHashSet<>();

    void add(Kind kind, Declared about, String subject, String message, String remedy) {
        found.add(new Difference(kind, about, subject, message, remedy));
    }

    void missing(Declared about, FoundTable table, String column, String purpose) {
        add(
                Kind.UNKNOWN_COLUMN,
                about,
                table.named(column),
                "%s does not exist, and is needed for %s%s"
                        .formatted(table.named(column), purpose, Spelling.hint(column, table.columnNames())),
                "correct the name in the declaration, or add the column");
    }

    /** Statements ask for values of {@code column}: whatever index they go by has to lead to all that equal them. */
    void lookedUp(Declared about, FoundTable table, String column) {
        table.findMisleading(column)
                .ifPresent(index -> add(
                        Kind.PREFIX_INDEX,
                        about,
                        table.named(column),
                        "%s is text of which the index %s holds the beginning only, and its collation calls texts equal that begin differently (straße, strasse): MySQL would pass over rows"
                                .formatted(table.named(column), index.name()),
                        "index the whole column instead, or give it a collation that ends in _bin or _general_ci"));
    }

    List<Difference> inOrder() {
        return List.copyOf(found);
    }
}
