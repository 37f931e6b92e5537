package dev.afterdelete.graph;

/** What may stand as the name of a table or column. */
public final class Identifiers {
    /**
     * The longest name of a table or column, in characters.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/identifier-length.html">MySQL: identifier length limits</a>
     */
    public static final int MAX_LENGTH = 64;

    private Identifiers() {}

    /** Whether MySQL could have a table or column of this name: not blank, no control character, not too long. */
    public static boolean isIdentifier(String name) {
        return !name.isBlank()
                && name.length() <= MAX_LENGTH
                && name.chars().noneMatch(character -> Character.isISOControl(character))
                && name.charAt(name.length() - 1) != ' ';
    }

    static void require(String name) {
        if (!isIdentifier(name)) {
            throw new IllegalArgumentException("not the name of a table or column: \"" + name + "\"");
        }
    }
}
