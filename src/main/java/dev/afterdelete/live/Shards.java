package dev.afterdelete.live;

/** On how many shards the rows of one table may lie. */
public enum Shards {
    ONE,
    MANY
}
