package dev.afterdelete.event;

/** What was done to a row. */
public enum Action {
    /** The row was deleted, or is to be. */
    DELETED
}
