package dev.afterdelete.chaos;

import dev.afterdelete.chaos.RowChange.Inserted;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One transaction that was committed, whoever's it was.
 *
 * @param changes in their order
 */
record Commit(List<RowChange> changes) {
    static final String OUTBOX = "afterdelete_outbox";

    /** Where writers note what they do, in the transaction that does it. */
    private static final Set<String> JOURNALS = Set.of("notes", Requests.TABLE);

    Commit {
        changes = List.copyOf(changes);
    }

    /** Whether the engine has to answer for it: no writer has signed it. */
    boolean isOfEngine() {
        return insertedInto().noneMatch(JOURNALS::contains);
    }

    /** Whether it is a request's, which deletes a row and owes what must follow. */
    boolean owes() {
        return insertedInto().anyMatch(OUTBOX::equals);
    }

    private Stream<String> insertedInto() {
        return changes.stream().filter(Inserted.class::isInstance).map(RowChange::table);
    }
}
