package dev.afterdelete.graph;

/** The referential action of a relation when the parent row is deleted; the words are SQL's. */
public enum OnDelete {
    /** The child rows are deleted, and what refers to them is dealt with first. */
    CASCADE
}
