package dev.afterdelete.guess;

import dev.afterdelete.live.LiveColumn;
import dev.afterdelete.live.LiveTable;
import java.util.List;
import java.util.Optional;

/** A column, and how its name was taken apart. */
record Site(LiveTable child, LiveColumn column, Stem stem) {
    /** What speaks for a reference to {@code parent}; empty when nothing there goes with the name's ending. */
    Optional<Clue> clue(LiveTable parent, Confidence confidence, String reason) {
        return KeyMatch.of(child, column, stem, parent)
                .filter(match -> !(parent.equals(child) && match.columns().equals(match.parentColumns())))
                .map(match -> Clue.of(this, parent, match, confidence, reason));
    }

    /** What speaks for a reference to the column of {@code parent} that has the same name. */
    Optional<Clue> clueByName(LiveTable parent, String reason) {
        return parent.find(column.name())
                .map(same -> new KeyMatch(List.of(column.name()), List.of(same.name())))
                .map(match -> Clue.of(this, parent, match, Confidence.POSSIBLE, reason));
    }
}
