package dev.afterdelete.check;

import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
    /** Cascades do not run, or do something else than is declared. */
    ERROR,
    /** Cascades run, and are slow, incomplete or not alone. */
    WARNING,
    /** Nothing is wrong; somebody may want to know. */
    INFO;

    /** The word for a person. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
