package dev.afterdelete.guess;

import dev.afterdelete.live.LiveColumn;
import dev.afterdelete.live.LiveIndex;
import dev.afterdelete.live.LiveTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Columns of a child, and those of a parent that they stand for.
 *
 * @param columns at least one, all different
 * @param parentColumns one for each, together unique
 */
record KeyMatch(List<String> columns, List<String> parentColumns) {
    KeyMatch {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }

    /** What {@code column} refers to in {@code parent}; empty when nothing there goes with the name's ending. */
    static Optional<KeyMatch> of(LiveTable child, LiveColumn column, Stem stem, LiveTable parent) {
        var key = parent.keyColumns();
        return unique(column, stem, parent)
                .or(() -> key.size() == 1 ? single(column, stem, key.getFirst()) : composite(child, column, stem, key));
    }

    /** A unique column that is called as the ending says, where that is not the key. */
    private static Optional<KeyMatch> unique(LiveColumn column, Stem stem, LiveTable parent) {
        return parent.indexes().stream()
                .filter(index -> index.isUnique()
                        && !index.isPrimary()
                        && index.columns().size() == 1)
                .map(LiveIndex::columns)
                .filter(columns -> Words.of(columns.getFirst()).equals(List.of(stem.ending())))
                .map(columns -> new KeyMatch(List.of(column.name()), columns))
                .findFirst();
    }

    private static Optional<KeyMatch> single(LiveColumn column, Stem stem, String key) {
        var fits =
                stem.meansKey() || !stem.hasEnding() || Words.of(key).getLast().equals(stem.ending());
        return fits ? Optional.of(new KeyMatch(List.of(column.name()), List.of(key))) : Optional.empty();
    }

    /** Every part of the key stands in the child under its own name, or under that of the table and its own. */
    private static Optional<KeyMatch> composite(LiveTable child, LiveColumn column, Stem stem, List<String> key) {
        var columns = new ArrayList<String>();
        for (var part : key) {
            var prefixed = new ArrayList<>(stem.words());
            prefixed.addAll(Words.of(part));
            child.columns().stream()
                    .filter(candidate -> Words.of(candidate.name()).equals(prefixed))
                    .findFirst()
                    .or(() -> child.find(part))
                    .ifPresent(found -> columns.add(found.name()));
        }
        var complete = !key.isEmpty()
                && columns.size() == key.size()
                && new HashSet<>(columns).size() == columns.size()
                && columns.contains(column.name());
        return complete && !columns.equals(key) ? Optional.of(new KeyMatch(columns, key)) : Optional.empty();
    }
}
