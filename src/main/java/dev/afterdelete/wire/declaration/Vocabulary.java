package dev.afterdelete.wire.declaration;

import java.util.List;

/**
 * The fields that one kind of map in a declaration may have.
 *
 * @param owner what the map is, as in "a relation"
 * @param words the fields
 * @param later fields that belong to the grammar, and that this version does not carry out
 */
public record Vocabulary(String owner, List<String> words, List<String> later) {
    /** The end of a sentence that names a known word which this version does not carry out. */
    static final String NOT_YET = " is not supported by this version yet";

    public Vocabulary {
        words = List.copyOf(words);
        later = List.copyOf(later);
    }

    /** The vocabulary of {@code owner} that is carried out whole. */
    public static Vocabulary of(String owner, String... words) {
        return new Vocabulary(owner, List.of(words), List.of());
    }
}
