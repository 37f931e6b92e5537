package dev.afterdelete.live;

/**
 * The beginning of a column's values, as an index holds it.
 *
 * @param type of the column
 * @param length in bytes of a binary string, in characters of a text
 */
public record Prefix(ColumnType type, long length) {
    /**
     * A longer value is sorted by so many bytes only where a session's {@code max_sort_length} has no effect, as behind
     * a vtgate; on MariaDB four of 1,024 hold its length.
     */
    private static final long SORTED_BYTES = 1020;

    /** The most bytes that a character weighs in a collation that weighs each by itself. */
    private static final long CHARACTER_BYTES = 4;

    /**
     * Whether values differ where their prefixes do, and are sorted as they are compared: then an index that is unique
     * by the prefix alone makes whole values unique, and rows can be gone through in their order.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/server-system-variables.html#sysvar_max_sort_length">MySQL:
     *     max_sort_length</a>
     */
    public boolean standsForWhole() {
        return isSorted(length);
    }

    /** The same where other columns make two rows differ too: values may then begin alike, and have to be short. */
    public boolean standsForWholeBesideOthers() {
        return isSorted(type.maxLength().orElse(Long.MAX_VALUE));
    }

    /** Whether values that are equal have equal beginnings, so that an index leads to all of them. */
    public boolean isSharedByEquals() {
        return type.collation().map(Collations::weighsEachCharacter).orElse(true);
    }

    private boolean isSorted(long longest) {
        var sorted = type.collation().isPresent() ? SORTED_BYTES / CHARACTER_BYTES : SORTED_BYTES;
        return longest <= sorted && isSharedByEquals();
    }
}
