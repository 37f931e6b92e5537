package dev.afterdelete.live;

/**
 * A column as the database has it.
 *
 * @param name as in the database
 * @param type what it holds
 * @param nullable whether it may hold NULL
 * @param generated whether the database computes it, so that nobody can set it
 */
public record LiveColumn(String name, ColumnType type, boolean nullable, boolean generated) {}
