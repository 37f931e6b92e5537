package dev.afterdelete.live;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Where the statements of a declaration go.
 *
 * @param shards on how many shards they may find their rows
 * @param misrouted by the name of a table, in declared order: where its statements go, in words, although its
 *     {@code shardBy} says otherwise
 */
public record Routing(Shards shards, SequencedMap<String, String> misrouted) {
    /** To one server, which has all rows. */
    public static final Routing DIRECT = of(Shards.ONE);

    public Routing {
        misrouted = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(misrouted));
    }

    /** As declared. */
    public static Routing of(Shards shards) {
        return new Routing(shards, new LinkedHashMap<>(Map.of()));
    }
}
