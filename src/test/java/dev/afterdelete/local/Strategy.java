package dev.afterdelete.local;

import java.util.Locale;

/** How a request to the API is carried out; named as in {@code AFTERDELETE_STRATEGY}. */
public enum Strategy {
    /** The row goes at once, what hangs from it through the queue. */
    QUEUE,
    /** Everything goes at once. */
    INLINE,
    /** The row is flagged, and goes with the next sweep. */
    SCHEDULED;

    /** What the setting says. */
    public String setting() {
        return name().toLowerCase(Locale.ROOT);
    }
}
