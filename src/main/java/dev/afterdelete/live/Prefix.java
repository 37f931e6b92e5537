package dev.afterdelete.live;

/**
 * The beginning of a column's values, as an index holds it.
 *
 * @param type of the column
 * @param length in bytes of a binary string, in characters of a text
 */
public record Prefix(ColumnType type, long length) {
    /** A longer value is sorted by so many bytes only, and on MariaDB four of 1,024 hold its length. */
    private static final long SORTED_BYTES = 1020;

    /** The most bytes that a character weighs in a collation that weighs each by itself. */
    private static final long CHARACTER_BYTES = 4;

    /**
     * Whether values differ where their prefixes do, and are sorted as they are compared: then an index that is unique
     * by the prefix makes whole values unique, and rows can be gone through in their order.
     *
     * @param isAlone whether no other column makes two rows differ
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/server-system-variables.html#sysvar_max_sort_length">MySQL:
     *     max_sort_length</a>
     */
    public boolean standsForWhole(boolean isAlone) {
        var sorted = type.collation().isPresent() ? SORTED_BYTES / CHARACTER_BYTES : SORTED_BYTES;
        var longest = isAlone ? length : type.maxLength().orElse(Long.MAX_VALUE);
        return longest <= sorted
                && type.collation().map(Collations::weighsEachCharacter).orElse(true);
    }
}
