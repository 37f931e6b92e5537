package dev.afterdelete.graph;

/** What a {@code deleted} message means for a row that still stands. */
public enum OnLiveParent {
    /** The row is deleted as the last step of its cascade. */
    DELETE,
    /** The message is refused; nothing is deleted. */
    REFUSE
}
