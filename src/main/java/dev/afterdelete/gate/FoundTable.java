package dev.afterdelete.gate;

import dev.afterdelete.live.LiveColumn;
import dev.afterdelete.live.LiveIndex;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A declared table as the database has it: what statements rely on, and no more.
 *
 * @param name as in the database
 * @param columns in any order
 * @param indexes of every kind
 */
public record FoundTable(String name, List<LiveColumn> columns, List<LiveIndex> indexes) {
    public FoundTable {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
    }

    /** The column of this name, in whatever case; empty when there is none. */
    Optional<LiveColumn> find(String column) {
        return columns.stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(column))
                .findFirst();
    }

    /** Whether no two rows can agree in all of {@code names}. */
    boolean isUnique(Collection<String> names) {
        return indexes.stream().anyMatch(index -> index.makesUnique(names));
    }

    /** The columns of the primary key, or else of some unique index; empty where there is none. */
    Optional<List<String>> findKey() {
        return indexes.stream()
                .filter(LiveIndex::isUnique)
                .min(Comparator.comparing(index -> !index.isPrimary()))
                .map(LiveIndex::columns);
    }

    boolean hasAll(Collection<String> names) {
        return names.stream().allMatch(name -> find(name).isPresent());
    }

    List<String> columnNames() {
        return columns.stream().map(LiveColumn::name).toList();
    }

    /** A column, with the table before it. */
    String named(String column) {
        return name + "." + column;
    }
}
