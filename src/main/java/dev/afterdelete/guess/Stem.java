package dev.afterdelete.guess;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A column's name, taken apart as the name of a reference.
 *
 * @param words what it refers to, as {@code billing, address}
 * @param ending by what, as {@code id}; empty where the name does not say
 */
record Stem(List<String> words, String ending) {
    private static final Set<String> KEYS = Set.of("id", "uuid", "guid", "fk", "ref");
    private static final Set<String> ENDINGS = Set.of("code", "key", "no", "nr", "num", "number", "slug", "sku");
    private static final Set<String> BEGINNINGS = Set.of("id", "fk");
    private static final int SHORTEST = 5;

    Stem {
        words = List.copyOf(words);
    }

    /** The ways to take {@code column} apart, the plainest first; none where it does not look like a reference. */
    static List<Stem> of(String column) {
        var words = Words.of(column);
        if (words.size() < 2) {
            return words.stream().flatMap(word -> ofOne(word).stream()).toList();
        }
        var first = words.getFirst();
        var last = words.getLast();
        if (BEGINNINGS.contains(first)) {
            var rest = words.subList(1, words.size());
            var ended = rest.size() > 1 && KEYS.contains(rest.getLast());
            return List.of(new Stem(ended ? rest.subList(0, rest.size() - 1) : rest, "id"));
        }
        return KEYS.contains(last) || ENDINGS.contains(last)
                ? List.of(new Stem(words.subList(0, words.size() - 1), last))
                : List.of(new Stem(words, ""));
    }

    /** One word: the name of a table alone, or a name without any boundary, as {@code recipeid}. */
    private static List<Stem> ofOne(String word) {
        var bare = new Stem(List.of(word), "");
        return word.length() >= SHORTEST && word.endsWith("id")
                ? List.of(bare, new Stem(List.of(word.substring(0, word.length() - 2)), "id"))
                : List.of(bare);
    }

    /** Whether the ending is one that stands for a key, whatever that is called. */
    boolean meansKey() {
        return KEYS.contains(ending);
    }

    /** Whether the name says by what it refers. */
    boolean hasEnding() {
        return !ending.isEmpty();
    }

    /** This stem without its first words, the longest first: {@code billing address} means an address, perhaps. */
    Stream<Stem> shorter() {
        return Stream.iterate(1, dropped -> dropped < words.size(), dropped -> dropped + 1)
                .map(dropped -> new Stem(words.subList(dropped, words.size()), ending));
    }
}
