package dev.afterdelete.execute;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Table;
import java.util.Collection;
import java.util.List;

/** Those who asked for keys to be done, and want to know how each key ended. */
public interface Askers {
    /**
     * The outbox rows that are settled when {@code keys} are done: those of messages of which these are the last.
     *
     * @return empty when none is
     */
    Collection<Long> debtsEndingWith(Table table, List<Key> keys);

    /** Notes how {@code keys} ended. Called once for each key. */
    void ended(Table table, List<Key> keys, Outcome outcome);
}
