package dev.afterdelete.guess;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The English words of a name, however it writes them: {@code order_items}, {@code OrderItems}, {@code orderItem}. */
public final class Words {
    private static final Pattern BOUNDARY =
            Pattern.compile("[_\\-\\s.]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("people", "person"),
            Map.entry("children", "child"),
            Map.entry("men", "man"),
            Map.entry("women", "woman"),
            Map.entry("mice", "mouse"),
            Map.entry("feet", "foot"),
            Map.entry("teeth", "tooth"),
            Map.entry("geese", "goose"),
            Map.entry("criteria", "criterion"),
            Map.entry("media", "medium"),
            Map.entry("data", "datum"),
            Map.entry("indices", "index"),
            Map.entry("vertices", "vertex"),
            Map.entry("matrices", "matrix"),
            Map.entry("analyses", "analysis"),
            Map.entry("diagnoses", "diagnosis"),
            Map.entry("crises", "crisis"));

    private Words() {}

    /** The words of {@code name}, in lower case. */
    public static List<String> of(String name) {
        return Arrays.stream(BOUNDARY.split(name))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Whether two names say the same, one in the singular and one in the plural, perhaps. */
    static boolean same(List<String> one, List<String> other) {
        if (one.size() != other.size() || one.isEmpty()) {
            return false;
        }
        for (var place = 0; place < one.size(); place++) {
            if (!same(one.get(place), other.get(place))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        return one.charAt(0) == other.charAt(0) && singulars(one).stream().anyMatch(singulars(other)::contains);
    }

    /** What could be the singular of a word; more than is right, as only two words that both exist are compared. */
    private static Set<String> singulars(String word) {
        var singulars = new HashSet<String>();
        singulars.add(word);
        singulars.add(IRREGULAR.getOrDefault(word, word));
        replace(word, "s", "", singulars);
        replace(word, "es", "", singulars);
        replace(word, "ies", "y", singulars);
        replace(word, "ves", "f", singulars);
        replace(word, "ves", "fe", singulars);
        replace(word, "zzes", "z", singulars);
        return singulars;
    }

    private static void replace(String word, String ending, String by, Set<String> singulars) {
        if (word.length() > ending.length() + 1 && word.endsWith(ending)) {
            singulars.add(word.substring(0, word.length() - ending.length()) + by);
        }
    }
}
