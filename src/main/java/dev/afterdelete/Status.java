package dev.afterdelete;

import dev.afterdelete.event.Backlog;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.sweep.FlaggedRows;
import dev.afterdelete.sweep.FlaggedRows.Waiting;
import java.util.List;

/**
 * What is still to be done, as of now: cascades that the outbox owes, and rows that are marked as deleted.
 *
 * @param backlog what the outbox holds
 * @param flagged rows that wait for the sweep, by table, none counted beyond {@link #MOST}
 */
public record Status(Backlog backlog, List<Waiting> flagged) {
    /** The most marked rows that are counted in one table. */
    public static final long MOST = 100_000;

    public Status {
        flagged = List.copyOf(flagged);
    }

    static Status read(Outbox outbox, int stuckTries, FlaggedRows rows, RelationGraph graph) {
        return new Status(outbox.backlog(stuckTries), rows.count(graph, MOST));
    }

    /** Whether nothing is owed, nothing was refused, and no row waits. */
    public boolean isNothingLeft() {
        return backlog.equals(Backlog.NONE) && flagged.isEmpty();
    }
}
