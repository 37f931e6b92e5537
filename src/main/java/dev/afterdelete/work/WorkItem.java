package dev.afterdelete.work;

import dev.afterdelete.attempt.AttemptResult;
import dev.afterdelete.attempt.Level;
import dev.afterdelete.attempt.Rest;
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
 * @param rest what the attempt before left over
 * @param progressed whether an attempt on these keys has changed rows, or got on with copying
 * @param trouble the transient faults since the last attempt that was committed
 */
public record WorkItem(KeyGroup group, Rest rest, boolean progressed, Trouble trouble) {
    /**
     * Transient faults in a row.
     *
     * @param count how many
     * @param last the last of them
     * @param until when to try again at the earliest
     */
    public record Trouble(int count, Optional<Fault> last, Instant until) {
        static final Trouble NONE = new Trouble(0, Optional.empty(), Instant.MIN);
    }

    /** A group that nobody has been at. */
    public static WorkItem of(KeyGroup group) {
        return new WorkItem(group, new Rest.All(), false, Trouble.NONE);
    }

    /**
     * The halves, which begin at the top; copying goes on where it stopped.
     *
     * @param nowProgressed whether the last attempt changed rows
     */
    public List<WorkItem> halves(boolean nowProgressed) {
        var left = rest instanceof Rest.Copying ? rest : new Rest.All();
        return group.halves().stream()
                .map(half -> new WorkItem(half, left, progressed || nowProgressed, Trouble.NONE))
                .toList();
    }

    /** At most {@code most} parts, which begin at the top. */
    public List<WorkItem> parts(int most) {
        return group.parts(most).stream()
                .map(part -> new WorkItem(part, new Rest.All(), progressed, Trouble.NONE))
                .toList();
    }

    /** The same, going on where {@code result} stopped. */
    public WorkItem goingOn(AttemptResult result) {
        var changed = result.rows().total() > 0;
        return switch (result.rest()) {
            case Rest.OnPath(var levels) ->
                new WorkItem(group, carriedOver(levels, changed), progressed || changed, Trouble.NONE);
            case Rest.Copying copying -> new WorkItem(group, copying, true, Trouble.NONE);
            case Rest.All _, Rest.Nothing _ -> new WorkItem(group, new Rest.All(), progressed || changed, Trouble.NONE);
        };
    }

    private static Rest carriedOver(List<Level> levels, boolean changed) {
        var rest = new ArrayList<>(
                levels.stream().map(level -> level.carriedOver(changed)).toList());
        rest.set(rest.size() - 1, rest.getLast().narrowed());
        return new Rest.OnPath(rest);
    }

    /** The same again, after {@code fault}. */
    public WorkItem after(Fault fault, Instant until) {
        return new WorkItem(group, rest, progressed, new Trouble(trouble.count() + 1, Optional.of(fault), until));
    }

    /** Whether the same statements carry both out, but for the keys. */
    public boolean sharesPlanWith(WorkItem other) {
        return group.table().equals(other.group.table())
                && group.change().getClass().equals(other.group.change().getClass());
    }

    /** The same, which may be of any size from now on. */
    public WorkItem approved() {
        return new WorkItem(group.approved(), rest, progressed, trouble);
    }

    /** Only {@code keys} of the group, which are still to be done. */
    public Optional<WorkItem> only(List<Key> keys) {
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(new WorkItem(group.only(keys), rest, progressed, trouble));
    }
}
