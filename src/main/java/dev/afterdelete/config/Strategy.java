package dev.afterdelete.config;

/** How the HTTP API carries out a delete. */
public enum Strategy {
    /** The row goes in the request, what follows through the queue. */
    QUEUE,
    /** The whole cascade runs in the request, as far as its budget lasts. */
    INLINE,
    /** The request only flags the row; the sweep does the rest. */
    SCHEDULED
}
