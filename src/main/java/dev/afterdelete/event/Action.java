package dev.afterdelete.event;

/** What was done to a row, in the words of a message. */
public enum Action {
    /** The row was deleted, or is to be. */
    DELETED,
    /** The row was updated. */
    UPDATED
}
