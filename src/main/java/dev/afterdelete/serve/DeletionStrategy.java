package dev.afterdelete.serve;

import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Table;
import java.util.Optional;

/** One of the three ways in which a request deletes a row. */
public interface DeletionStrategy {
    /**
     * Deletes the row {@code key} of {@code table}, now or soon. <b>Idempotent</b> in effect: again, the row is not
     * found, or is already on its way.
     *
     * @param tenant whose it is, if anybody says so: 1 to 128 printable ASCII characters, no space
     * @return what to tell the client; whatever the database answers is an answer, never an exception
     */
    Answer delete(Table table, Key key, Optional<String> tenant);

    /** The same, of which {@code listener} is told what is not done. */
    default DeletionStrategy telling(CascadeListener listener) {
        return (table, key, tenant) -> {
            var answer = delete(table, key, tenant);
            if (answer instanceof Answer.NotDone(var fault)) {
                listener.on(new Happening.RequestNotDone(table.name(), fault));
            }
            return answer;
        };
    }
}
