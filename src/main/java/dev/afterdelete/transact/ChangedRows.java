package dev.afterdelete.transact;

import java.util.Collections;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * How many rows were changed, by the name of their table.
 *
 * @param deleted rows that are gone; tables without any are absent
 * @param updated rows that got other values
 */
public record ChangedRows(SequencedMap<String, Long> deleted, SequencedMap<String, Long> updated) {
    /** No rows. */
    public static final ChangedRows NONE = new ChangedRows(new TreeMap<>(), new TreeMap<>());

    public ChangedRows {
        deleted = Collections.unmodifiableSequencedMap(new TreeMap<>(deleted));
        updated = Collections.unmodifiableSequencedMap(new TreeMap<>(updated));
    }
}
