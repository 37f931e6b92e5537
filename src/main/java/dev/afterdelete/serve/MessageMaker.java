package dev.afterdelete.serve;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Table;
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
        var envelope = Envelope.of(cascadeNames.get());
        return new CascadeMessage(table, Change.Deleted.BY_KEY, keys, Optional.of(clock.instant()), envelope);
    }
}
