package dev.afterdelete.live;

import dev.afterdelete.graph.KeyValue;
import java.util.Optional;

/** On how many shards a statement may find its rows. */
public enum Shards {
    /** On one, whatever the statement says. */
    ONE,

    /** On one where the statement names the shard, and on several where it does not. */
    NAMED,

    /** On several, or nobody knows. */
    MANY;

    /**
     * Whether all rows that a statement finds lie on one shard.
     *
     * @param named the shard that the statement names; empty where it names none
     */
    public boolean isOneFor(Optional<KeyValue> named) {
        return switch (this) {
            case ONE -> true;
            case NAMED -> named.isPresent();
            case MANY -> false;
        };
    }
}
