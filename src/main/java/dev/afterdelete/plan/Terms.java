package dev.afterdelete.plan;

import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.graph.Key;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * On what terms rows may go. Keys that are asked for on equal terms are done together.
 *
 * @param guard what must be true of each row
 * @param deletedAt when each row was deleted, where one that was created later is another row; empty where that makes
 *     no difference
 * @param approval whether the cascade may be of any size
 */
public record Terms(Guard guard, Map<Key, Instant> deletedAt, Approval approval) {
    /** No terms at all. */
    public static final Terms NONE = of(new Guard.None());

    public Terms {
        deletedAt = Map.copyOf(deletedAt);
    }

    /** Only a guard. */
    public static Terms of(Guard guard) {
        return new Terms(guard, Map.of(), Approval.NONE);
    }

    /** The same, with no limit to the size of the cascade. */
    public Terms approved() {
        return new Terms(guard, deletedAt, Approval.GIVEN);
    }

    /** The same under another guard. */
    Terms guardedBy(Guard other) {
        return new Terms(other, deletedAt, approval);
    }

    /** Whether a row that was created after it was deleted is told apart. */
    public boolean tellsApart() {
        return !deletedAt.isEmpty();
    }

    /** When the first of the rows was deleted; only where they are told apart. */
    public Instant earliest() {
        return Collections.min(deletedAt.values());
    }

    /** When the last of the rows was deleted; only where they are told apart. */
    public Instant latest() {
        return Collections.max(deletedAt.values());
    }

    /** The terms of {@code some} of the rows. */
    Terms only(Collection<Key> some) {
        if (deletedAt.isEmpty()) {
            return this;
        }
        var fewer = new HashMap<>(deletedAt);
        fewer.keySet().retainAll(new HashSet<>(some));
        return new Terms(guard, fewer, approval);
    }
}
