package dev.afterdelete.guess;

import dev.afterdelete.live.Collations;
import dev.afterdelete.live.ColumnType;
import dev.afterdelete.live.LiveTable;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A guess by name, held against the types.
 *
 * @param site where it was found
 * @param guess what the name says
 * @param obstacle why the types do not allow it, as a clause; empty when they do
 */
record Clue(Site site, Guess guess, Optional<String> obstacle) {
    /** Equal types make a guess better; where values cannot be compared as they are, it is none. */
    static Clue of(Site site, LiveTable parent, KeyMatch match, Confidence confidence, String reason) {
        var places = IntStream.range(0, match.columns().size()).boxed().toList();
        var equal = places.stream()
                .allMatch(place -> own(site, match, place)
                        .toString()
                        .equals(above(parent, match, place).toString()));
        var obstacle = places.stream()
                .flatMap(place -> obstacle(own(site, match, place), above(parent, match, place)).stream())
                .findFirst();
        var guess = new Guess(
                site.child().name(),
                match.columns(),
                parent.name(),
                match.parentColumns(),
                equal ? confidence : Confidence.POSSIBLE,
                reason + (equal ? ", the types are equal" : ", the types differ somewhat"));
        return new Clue(site, guess, obstacle);
    }

    private static ColumnType own(Site site, KeyMatch match, int place) {
        return site.child().require(match.columns().get(place)).type();
    }

    private static ColumnType above(LiveTable parent, KeyMatch match, int place) {
        return parent.require(match.parentColumns().get(place)).type();
    }

    private static Optional<String> obstacle(ColumnType child, ColumnType parent) {
        if (parent.keyType().isEmpty() || !child.keyType().equals(parent.keyType())) {
            return Optional.of("it is %s, and the key there is %s".formatted(child, parent));
        }
        var wider = child.collation().isPresent()
                && parent.collation().isPresent()
                && Collations.isWider(
                        child.collation().get(), parent.collation().get());
        return wider
                ? Optional.of("it compares by %s, and the key there by %s"
                        .formatted(
                                child.collation().orElse(""), parent.collation().orElse("")))
                : Optional.empty();
    }
}
