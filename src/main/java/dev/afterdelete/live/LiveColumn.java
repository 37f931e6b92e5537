package dev.afterdelete.live;

/**
 * A column as the database has it.
 *
 * @param name as in the database
 * @param type what it holds
 * @param nullable whether it may hold NULL
 * @param upkeep who sets it
 */
public record LiveColumn(String name, ColumnType type, boolean nullable, Upkeep upkeep) {
    /** Who sets a column. */
    public enum Upkeep {
        /** Whoever writes the row. */
        WRITTEN,
        /** The database computes it from others, so that nobody can set it. */
        COMPUTED,
        /** The database, too, with every update that does not: {@code ON UPDATE CURRENT_TIMESTAMP}. */
        STAMPED
    }

    /** Whether the database computes it, so that nobody can set it. */
    public boolean isComputed() {
        return upkeep == Upkeep.COMPUTED;
    }

    /** Whether an update of another column sets it to the time of that update. */
    public boolean isStamped() {
        return upkeep == Upkeep.STAMPED;
    }
}
