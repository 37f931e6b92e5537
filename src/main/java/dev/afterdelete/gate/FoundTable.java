package dev.afterdelete.gate;

import dev.afterdelete.live.LiveColumn;
import dev.afterdelete.live.LiveIndex;
import java.util.Collection;
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

    /** The columns that name one row; empty when no index makes any. */
    Optional<List<String>> findKey() {
        return LiveIndex.keyOf(columns, indexes);
    }

    /** An index by which a lookup of {@code column} would pass over rows. */
    Optional<LiveIndex> findMisleading(String column) {
        return indexes.stream().filter(index -> index.isMisleadingFor(column)).findFirst();
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
