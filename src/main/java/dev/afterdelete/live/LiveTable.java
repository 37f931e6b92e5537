package dev.afterdelete.live;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table or view as the database has it. In questions about columns, upper and lower case make no difference.
 *
 * @param name as in the database
 * @param storage how its rows are kept
 * @param columns in table order
 * @param indexes that a comparison with equals can use, the primary key among them
 * @param foreignKeys that the table holds as a child
 * @param triggers on it
 * @param vindex the columns from which a vtgate computes on which shard a row lies; empty where it does not, or nobody
 *     says
 */
public record LiveTable(
        String name,
        Storage storage,
        List<LiveColumn> columns,
        List<LiveIndex> indexes,
        List<LiveForeignKey> foreignKeys,
        List<LiveTrigger> triggers,
        List<String> vindex) {
    public LiveTable {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
        triggers = List.copyOf(triggers);
        vindex = List.copyOf(vindex);
    }

    /** How the rows of a table are kept. */
    public sealed interface Storage {}

    /**
     * By a storage engine.
     *
     * @param engine its name
     * @param transactional whether it can roll back
     * @param approximateRows as the server estimates it; 0 where it does not
     */
    public record Engine(String engine, boolean transactional, long approximateRows) implements Storage {}

    /** Not at all: it is a view, or another thing that looks like a table. */
    public record NotStored() implements Storage {}

    /** Whether it is a table proper. */
    public boolean isStored() {
        return storage instanceof Engine;
    }

    /** As the server estimates it; 0 where it does not. */
    public long approximateRows() {
        return switch (storage) {
            case Engine(var _, var _, var rows) -> rows;
            case NotStored _ -> 0;
        };
    }

    /** The column of this name; empty when there is none. */
    public Optional<LiveColumn> find(String column) {
        return columns.stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(column))
                .findFirst();
    }

    /**
     * The column of this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public LiveColumn require(String column) {
        return find(column)
                .orElseThrow(() -> new IllegalArgumentException("no column %s in %s".formatted(column, name)));
    }

    /** The names of all columns, in table order. */
    public List<String> columnNames() {
        return columns.stream().map(LiveColumn::name).toList();
    }

    /** Whether no two rows can agree in all of {@code names}. */
    public boolean isUnique(Collection<String> names) {
        return indexes.stream().anyMatch(index -> index.makesUnique(names));
    }

    /**
     * Whether some index leads to rows by {@code columns}: it begins with all of them, in any order, and
     * {@code constants} may stand before, between and behind them.
     */
    public boolean hasIndexOn(Collection<String> columns, Collection<String> constants) {
        return indexes.stream().anyMatch(index -> beginsWith(index, columns, folded(constants)));
    }

    /** The columns that name one row; empty when no index makes any. */
    public List<String> keyColumns() {
        return LiveIndex.keyOf(columns, indexes).orElse(List.of());
    }

    private static boolean beginsWith(LiveIndex index, Collection<String> columns, Set<String> constants) {
        var missing = new HashSet<>(folded(columns));
        for (var column : index.columns()) {
            var folded = column.toLowerCase(Locale.ROOT);
            if (!missing.remove(folded) && !constants.contains(folded)) {
                return missing.isEmpty();
            }
        }
        return missing.isEmpty();
    }

    private static Set<String> folded(Collection<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
