package dev.afterdelete.fault;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that somebody probably meant. */
public final class Spelling {
    private static final int LONGEST_WORD = 64;
    private static final int SHORTEST_PREFIX = 3;

    private Spelling() {}

    /**
     * The known word nearest to {@code word}: upper and lower case, {@code _} and {@code -} do not count, a third of
     * the letters may be wrong, missing or swapped, and an abbreviation counts as near.
     *
     * @return empty when no known word is near
     */
    public static Optional<String> findNearest(String word, Collection<String> known) {
        if (word.isBlank() || word.length() > LONGEST_WORD) {
            return Optional.empty();
        }
        var typed = letters(word);
        return known.stream()
                .filter(candidate -> isNear(typed, letters(candidate)))
                .min(Comparator.comparingInt(candidate -> distance(typed, letters(candidate))));
    }

    /**
     * The end of a sentence about an unknown word: {@code ; did you mean "table"?}, or nothing when no word is near.
     */
    public static String hint(String word, Collection<String> known) {
        return findNearest(word, known)
                .map(nearest -> "; did you mean " + Quote.of(nearest) + "?")
                .orElse("");
    }

    private static String letters(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    private static boolean isNear(String typed, String known) {
        var abbreviated = typed.length() >= SHORTEST_PREFIX && known.startsWith(typed);
        var allowed = Math.max(1, Math.min(typed.length(), known.length()) / 3);
        return abbreviated || distance(typed, known) <= allowed;
    }

    /** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
    private static int distance(String from, String to) {
        var rows = new int[from.length() + 1][to.length() + 1];
        for (var i = 0; i <= from.length(); i++) {
            for (var j = 0; j <= to.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, from, to, i, j);
            }
        }
        return rows[from.length()][to.length()];
    }

    private static int cheapest(int[][] rows, String from, String to, int i, int j) {
        var same = from.charAt(i - 1) == to.charAt(j - 1);
        var replaced = rows[i - 1][j - 1] + (same ? 0 : 1);
        var moved = Math.min(rows[i - 1][j], rows[i][j - 1]) + 1;
        var swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        var best = Math.min(replaced, moved);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
