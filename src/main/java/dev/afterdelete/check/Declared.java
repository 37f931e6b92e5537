package dev.afterdelete.check;

import dev.afterdelete.graph.Table;
import dev.afterdelete.live.LiveDatabase;
import dev.afterdelete.live.LiveTable;
import dev.afterdelete.wire.Draft;
import dev.afterdelete.wire.declaration.ReadRelation;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A declaration and the database that it is held against.
 *
 * @param draft what is declared
 * @param live what is there
 */
record Declared(Draft draft, LiveDatabase live) {
    private static final int MOST_NAMES = 5;

    /** A relation whose two tables are there. */
    record Pair(ReadRelation read, LiveTable child, LiveTable parent) {}

    /** Whether the declaration is about another database altogether. */
    boolean isElsewhere() {
        var tables = draft.graph().tables();
        var none = tables.stream().allMatch(table -> find(table).isEmpty());
        return none && (tables.size() > 1 || live.tables().isEmpty());
    }

    Finding wrongDatabase() {
        var count = live.tables().size();
        var there = count == 0
                ? "the database %s has no table that this user may see".formatted(live.name())
                : "none of the %d declared tables is among the %d of the database %s that this user may see (%s)"
                        .formatted(draft.graph().tables().size(), count, live.name(), someNames());
        return new Finding(
                FindingCode.WRONG_DATABASE,
                live.name(),
                Optional.empty(),
                there,
                "name the right database in AFTERDELETE_DB_URL, run its migrations first, or grant SELECT to the user");
    }

    /** The table as it is there; empty when it is not. */
    Optional<LiveTable> find(Table table) {
        return live.find(table.name());
    }

    /** Both tables of a relation; empty when either is missing, which is said once a table. */
    Optional<Pair> pair(ReadRelation read) {
        var child = find(read.relation().child()).filter(LiveTable::isStored);
        var parent = find(read.relation().parent()).filter(LiveTable::isStored);
        return child.flatMap(there -> parent.map(above -> new Pair(read, there, above)));
    }

    private String someNames() {
        var names =
                live.tables().stream().limit(MOST_NAMES).map(LiveTable::name).collect(Collectors.joining(", "));
        return live.tables().size() > MOST_NAMES ? names + ", …" : names;
    }
}
