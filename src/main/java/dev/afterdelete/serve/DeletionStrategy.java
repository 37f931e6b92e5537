package dev.afterdelete.serve;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Table;

/** One of the three ways in which a request deletes a row. */
public interface DeletionStrategy {
    /**
     * Deletes the row {@code key} of {@code table}, now or soon. <b>Idempotent</b> in effect: again, the row is not
     * found, or is already on its way.
     *
     * @return what to tell the client; whatever the database answers is an answer, never an exception
     */
    Answer delete(Table table, Key key);
}
