package dev.afterdelete.guess;

import dev.afterdelete.live.LiveDatabase;
import dev.afterdelete.live.LiveIndex;
import dev.afterdelete.live.LiveTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the table that words mean. */
final class TableNames {
    private final List<Named> tables;

    private record Named(LiveTable table, List<String> words) {}

    TableNames(LiveDatabase database) {
        this.tables = database.tables().stream()
                .filter(LiveTable::isStored)
                .map(table -> new Named(table, Words.of(table.name())))
                .toList();
    }

    /**
     * The table that {@code words} mean when a column of {@code child} says them: the one of that name, or else the one
     * that is called so behind the first words that the child begins with too, as in {@code wp_posts} and
     * {@code wp_comments}; empty when there is none, or more than one.
     */
    Optional<LiveTable> find(List<String> words, LiveTable child) {
        return only(named -> Words.same(words, named.words())).or(() -> findBehindPrefix(words, child));
    }

    /** The only table whose name ends with {@code words}: a {@code variant} of {@code product_variants}. */
    Optional<LiveTable> findEnding(List<String> words) {
        return only(named -> named.words().size() > words.size()
                && Words.same(
                        words,
                        named.words()
                                .subList(
                                        named.words().size() - words.size(),
                                        named.words().size())));
    }

    /** The only table that one column of this name, and no other, tells the rows of apart. */
    Optional<LiveTable> findByKey(String column) {
        return only(named -> named.table().indexes().stream()
                .filter(LiveIndex::isUnique)
                .map(LiveIndex::columns)
                .anyMatch(columns -> columns.size() == 1 && columns.getFirst().equalsIgnoreCase(column)));
    }

    private Optional<LiveTable> findBehindPrefix(List<String> words, LiveTable child) {
        var prefix = Words.of(child.name());
        return Stream.iterate(1, length -> length < prefix.size(), length -> length + 1)
                .flatMap(length -> only(named -> isBehind(prefix.subList(0, length), words, named.words())).stream())
                .findFirst();
    }

    private static boolean isBehind(List<String> prefix, List<String> words, List<String> name) {
        return name.size() > prefix.size()
                && Words.same(prefix, name.subList(0, prefix.size()))
                && Words.same(words, name.subList(prefix.size(), name.size()));
    }

    private Optional<LiveTable> only(Predicate<Named> wanted) {
        var found = tables.stream().filter(wanted).limit(2).toList();
        return found.size() == 1 ? Optional.of(found.getFirst().table()) : Optional.empty();
    }
}
