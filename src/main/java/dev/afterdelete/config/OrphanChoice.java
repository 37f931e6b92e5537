package dev.afterdelete.config;

/** What the sweep does about orphans. */
public enum OrphanChoice {
    /** It does not look for them. */
    OFF,
    /** It counts them. */
    REPORT,
    /** It gives confirmed ones what their relation says. */
    FIX
}
