package dev.afterdelete.live;

/** Which collation calls more texts equal than another. */
public final class Collations {
    private Collations() {}

    /**
     * Whether a child column could hold a text that equals a parent's key for the child and not for the parent. Where
     * the names do not tell, it could.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/charset-collation-names.html">MySQL: collation naming
     *     conventions</a>
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/charset-binary-collations.html">MySQL: trailing spaces</a>
     */
    public static boolean isWider(String child, String parent) {
        if (child.equals(parent)) {
            return false;
        }
        var exact = child.endsWith("_bin");
        return !exact || (padsSpaces(child) && !padsSpaces(parent));
    }

    /** Whether it takes spaces at the end of a text for nothing. */
    static boolean padsSpaces(String collation) {
        return !collation.contains("_0900_") && !collation.contains("_nopad_");
    }
}
