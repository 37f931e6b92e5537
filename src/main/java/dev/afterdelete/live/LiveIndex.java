package dev.afterdelete.live;

import java.util.Collection;
import java.util.List;

/**
 * An index that a comparison with equals can use.
 *
 * @param name as in the database; the primary key is called {@code PRIMARY}
 * @param kind what it promises
 * @param columns in index order, as far as they are columns: an expression ends the list
 */
public record LiveIndex(String name, Kind kind, List<String> columns) {
    /** What an index promises about its columns. */
    public enum Kind {
        /** No two rows agree in all of the columns. */
        UNIQUE,
        /** Nothing; or it is unique by an expression, or by a {@link Prefix} that says nothing of whole values. */
        PLAIN
    }

    public LiveIndex {
        columns = List.copyOf(columns);
    }

    /** Whether no two rows agree in all of its columns. */
    public boolean isUnique() {
        return kind == Kind.UNIQUE;
    }

    /** Whether no two rows agree in all of {@code names}, because it does not let them. */
    public boolean makesUnique(Collection<String> names) {
        return isUnique() && columns.stream().allMatch(column -> names.stream().anyMatch(column::equalsIgnoreCase));
    }

    /** Whether it is the primary key. */
    public boolean isPrimary() {
        return name.equals("PRIMARY");
    }
}
