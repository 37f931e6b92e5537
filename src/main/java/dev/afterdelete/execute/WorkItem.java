package dev.afterdelete.execute;

import dev.afterdelete.attempt.AttemptResult;
import dev.afterdelete.attempt.Level;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.graph.Key;
import dev.afterdelete.plan.KeyGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key group that is not done yet.
 *
 * @param group the keys
 * @param path where the attempt before stopped, topmost level first; empty to begin at the top
 * @param progressed whether an attempt on these keys has changed rows
 * @param trouble the transient faults since the last attempt that was committed
 */
record WorkItem(KeyGroup group, List<Level> path, boolean progressed, Trouble trouble) {
    /**
     * Transient faults in a row.
     *
     * @param count how many
     * @param last the last of them
     * @param until when to try again at the earliest
     */
    record Trouble(int count, Optional<Fault> last, Instant until) {
        static final Trouble NONE = new Trouble(0, Optional.empty(), Instant.MIN);
    }

    WorkItem {
        path = List.copyOf(path);
    }

    static WorkItem of(KeyGroup group) {
        return new WorkItem(group, List.of(), false, Trouble.NONE);
    }

    /** The halves, which begin at the top. */
    List<WorkItem> halves(boolean nowProgressed) {
        return group.halves().stream()
                .map(half -> new WorkItem(half, List.of(), progressed || nowProgressed, Trouble.NONE))
                .toList();
    }

    /** The same key, going on where {@code result} stopped. */
    WorkItem goingOn(AttemptResult result) {
        var rest = result.path().stream().map(Level::carriedOver).toList();
        var narrowed = new ArrayList<>(rest);
        narrowed.set(rest.size() - 1, rest.getLast().narrowed());
        return new WorkItem(group, narrowed, progressed || result.rows().total() > 0, Trouble.NONE);
    }

    /** The same again, after {@code fault}. */
    WorkItem after(Fault fault, Instant until) {
        return new WorkItem(group, path, progressed, new Trouble(trouble.count() + 1, Optional.of(fault), until));
    }

    /** Only {@code keys} of the group, which are still to be done. */
    Optional<WorkItem> only(List<Key> keys) {
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new WorkItem(new KeyGroup(group.table(), group.guard(), keys), path, progressed, trouble));
    }
}
