package dev.afterdelete.live;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An index that a comparison with equals can use.
 *
 * @param name as in the database; the primary key is called {@code PRIMARY}
 * @param kind what it promises
 * @param columns in index order, as far as they are columns: an expression ends the list
 * @param misleading those of the columns of which it holds a beginning that equal texts need not share: by it, MySQL
 *     passes over some that equal what is asked for
 */
public record LiveIndex(String name, Kind kind, List<String> columns, List<String> misleading) {
    /** What an index promises about its columns. */
    public enum Kind {
        /** No two rows agree in all of the columns. */
        UNIQUE,
        /** Nothing; or it is unique by an expression, or by a {@link Prefix} that says nothing of whole values. */
        PLAIN
    }

    public LiveIndex {
        columns = List.copyOf(columns);
        misleading = List.copyOf(misleading);
    }

    /** An index that leads to every row that equals what is asked for. */
    public LiveIndex(String name, Kind kind, List<String> columns) {
        this(name, kind, columns, List.of());
    }

    /** Whether it passes over rows where {@code column} is asked for. */
    public boolean isMisleadingFor(String column) {
        return misleading.stream().anyMatch(column::equalsIgnoreCase);
    }

    /** Whether no two rows agree in all of its columns. */
    public boolean isUnique() {
        return kind == Kind.UNIQUE;
    }

    /** Whether no two rows agree in all of {@code names}, because it does not let them. */
    public boolean makesUnique(Collection<String> names) {
        return isUnique() && columns.stream().allMatch(column -> names.stream().anyMatch(column::equalsIgnoreCase));
    }

    /**
     * The columns that name one row: those of the primary key, or else of a unique index, preferably of types that keys
     * may have, without NULLs and few.
     *
     * @param columns of the table
     * @param indexes of the table
     * @return in index order; empty when the table has neither
     */
    public static Optional<List<String>> keyOf(List<LiveColumn> columns, List<LiveIndex> indexes) {
        return indexes.stream()
                .filter(LiveIndex::isUnique)
                .min(Comparator.comparingInt(index -> index.rank(columns)))
                .map(LiveIndex::columns);
    }

    private int rank(List<LiveColumn> ofTable) {
        var parts = ofTable.stream()
                .filter(column -> columns.stream().anyMatch(column.name()::equalsIgnoreCase))
                .toList();
        var untyped = parts.stream().anyMatch(part -> part.type().keyType().isEmpty());
        var nullable = parts.stream().anyMatch(LiveColumn::nullable);
        return (untyped ? 1000 : 0) + (nullable ? 100 : 0) + (isPrimary() ? 0 : columns.size());
    }

    /** Whether it is the primary key. */
    public boolean isPrimary() {
        return name.equals("PRIMARY");
    }
}
