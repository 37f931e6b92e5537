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

    /**
     * Whether it weighs each character by itself, so that texts which are equal begin equally: where letters contract,
     * expand or count for nothing, {@code straße} equals {@code strasse}, and its first five letters do not. Where the
     * name does not tell, it does not.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/charset-unicode-sets.html">MySQL: the general collations
     *     know no expansions, contractions or ignorable characters</a>
     */
    public static boolean weighsEachCharacter(String collation) {
        return collation.endsWith("_bin")
                || collation.endsWith("_general_ci")
                || collation.endsWith("_general_nopad_ci")
                || collation.equals("latin1_swedish_ci");
    }

    /** Whether it takes spaces at the end of a text for nothing. */
    static boolean padsSpaces(String collation) {
        return !collation.contains("_0900_") && !collation.contains("_nopad_");
    }
}
