package dev.afterdelete.infer;

import dev.afterdelete.guess.Guess;
import dev.afterdelete.live.LiveForeignKey;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A relation that the database suggests.
 *
 * @param guess which columns refer to which, and what speaks for it
 * @param onDelete the word of the declaration; {@code undecided} where nobody said
 * @param onUpdate the word of the declaration; empty where nobody said
 */
public record InferredRelation(Guess guess, String onDelete, Optional<String> onUpdate) {
    /** The word that stands where a person has to decide. */
    public static final String UNDECIDED = "undecided";

    static InferredRelation of(Guess guess) {
        return new InferredRelation(guess, UNDECIDED, Optional.empty());
    }

    static InferredRelation of(Guess guess, LiveForeignKey foreignKey) {
        return new InferredRelation(guess, word(foreignKey.onDelete()), Optional.of(word(foreignKey.onUpdate())));
    }

    /** What makes two relations the same, in whatever order their columns stand. */
    Identity identity() {
        var columns = new HashMap<String, String>();
        for (var place = 0; place < guess.columns().size(); place++) {
            columns.put(
                    guess.columns().get(place).toLowerCase(Locale.ROOT),
                    guess.parentColumns().get(place).toLowerCase(Locale.ROOT));
        }
        return new Identity(guess.child(), Map.copyOf(columns), guess.parent());
    }

    record Identity(String child, Map<String, String> columns, String parent) {}

    /** Where the rule cannot be seen, a person decides; so for a default, which InnoDB does not take anyhow. */
    private static String word(LiveForeignKey.Rule rule) {
        return switch (rule) {
            case CASCADE -> "cascade";
            case SET_NULL -> "set_null";
            case RESTRICT -> "restrict";
            case SET_DEFAULT, UNSEEN -> UNDECIDED;
        };
    }
}
