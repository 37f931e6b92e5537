package dev.afterdelete.serve;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Table;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the message for what a request did. */
public final class MessageMaker {
    private final InstantSource clock;
    private final Supplier<String> cascadeNames;

    /** Messages of now, each with a new name. */
    public MessageMaker(InstantSource clock, Supplier<String> cascadeNames) {
        this.clock = clock;
        this.cascadeNames = cascadeNames;
    }

    /** Says that the rows {@code keys} of {@code table} are deleted as of now. */
    public CascadeMessage deleted(Table table, List<Key> keys) {
        return deleted(table, keys, Optional.of(clock.instant()));
    }

    /** Says that the rows {@code keys} of {@code table} are to be deleted as they stand, whenever they were created. */
    public CascadeMessage standing(Table table, List<Key> keys) {
        return deleted(table, keys, Optional.empty());
    }

    private CascadeMessage deleted(Table table, List<Key> keys, Optional<Instant> at) {
        return new CascadeMessage(table, Change.Deleted.BY_KEY, keys, at, Envelope.of(cascadeNames.get()));
    }
}
