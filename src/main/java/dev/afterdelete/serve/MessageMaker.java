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

    /**
     * Says that the rows {@code keys} of {@code table} are deleted as of now.
     *
     * @param tenant whose they are
     * @throws dev.afterdelete.fault.FaultException permanent: it does not say on which shard they lie
     */
    public CascadeMessage deleted(Table table, List<Key> keys, Optional<String> tenant) {
        return deleted(table, keys, tenant, Optional.of(clock.instant()));
    }

    /**
     * Says that the rows {@code keys} of {@code table} are to be deleted as they stand, whenever they were created.
     *
     * @param tenant whose they are
     * @throws dev.afterdelete.fault.FaultException permanent: it does not say on which shard they lie
     */
    public CascadeMessage standing(Table table, List<Key> keys, Optional<String> tenant) {
        return deleted(table, keys, tenant, Optional.empty());
    }

    private CascadeMessage deleted(Table table, List<Key> keys, Optional<String> tenant, Optional<Instant> at) {
        var envelope = new Envelope(cascadeNames.get(), tenant, Optional.empty(), Optional.empty());
        return new CascadeMessage(table, Change.Deleted.BY_KEY, keys, at, envelope);
    }
}
