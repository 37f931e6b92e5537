package dev.afterdelete.graph;

import java.util.Locale;

/** The declared type of a key column. A value of another type never reaches a statement. */
public enum KeyType {
    /** A whole number from -2^63 to 2^64-1. */
    INTEGER,
    /** Text, compared by the column's own collation. */
    STRING,
    /** Bytes; in messages lower-case hex, or UUID text for 16 of them. */
    BINARY;

    /** How a declaration calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
