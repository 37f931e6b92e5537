package dev.afterdelete.execute;

import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.graph.Key;
import dev.afterdelete.plan.KeyGroup;
import java.util.Collection;
import java.util.List;

/** Those who asked for keys to be done, and want to know how each key ended. */
public interface Askers {
    /**
     * The outbox rows that are settled when {@code keys} of a group are done: those of messages of which these are the
     * last.
     *
     * @return empty when none is
     */
    Collection<Debt> debtsEndingWith(KeyGroup group, List<Key> keys);

    /** Notes how {@code keys} of a group ended. Called once for each key. */
    void ended(KeyGroup group, List<Key> keys, Outcome outcome);
}
