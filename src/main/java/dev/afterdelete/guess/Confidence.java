package dev.afterdelete.guess;

import java.util.Locale;

/** How much speaks for an inferred relation. */
public enum Confidence {
    /** A native foreign key says so. */
    SURE,
    /** The name says it in full, and the types are equal. */
    LIKELY,
    /** The name says it in part or by custom, or the types differ somewhat. */
    POSSIBLE;

    /** The word for a person. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
