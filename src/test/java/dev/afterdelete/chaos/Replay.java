package dev.afterdelete.chaos;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows as they were after each commit, and since when each is as it is. */
final class Replay {
    private final RelationGraph graph;
    private final Map<String, Map<Object, Standing>> tables = new HashMap<>();
    private int commits;

    /** From {@code before} on. */
    Replay(RelationGraph graph, Snapshot before) {
        this.graph = graph;
        before.rows().forEach((table, rows) -> rows.forEach(row -> insert(table, row)));
    }

    /**
     * A row that stands.
     *
     * @param born the number of the commit that inserted it
     * @param since the number of the commit that gave it its values
     */
    record Standing(Map<String, KeyValue> row, int born, int since) {}

    /** Carries the next commit out; every row has to be as the log says that it was. */
    void apply(Commit commit) {
        commits++;
        commit.changes().stream().filter(change -> !isOwn(change.table())).forEach(this::apply);
    }

    private void apply(RowChange change) {
        switch (change) {
            case RowChange.Inserted(var table, var row) -> insert(table, row);
            case RowChange.Deleted(var table, var row) -> remove(table, row);
            case RowChange.Updated(var table, var before, var after) -> {
                var born = remove(table, before).born();
                rows(table).put(identity(table, after), new Standing(after, born, commits));
            }
        }
    }

    private void insert(String table, Map<String, KeyValue> row) {
        if (rows(table).put(identity(table, row), new Standing(row, commits, commits)) != null) {
            throw new IllegalStateException("%s in %s twice".formatted(row, table));
        }
    }

    private Standing remove(String table, Map<String, KeyValue> row) {
        var removed = rows(table).remove(identity(table, row));
        if (removed == null || !removed.row().equals(row)) {
            throw new IllegalStateException("%s in %s, where the log says %s".formatted(removed, table, row));
        }
        return removed;
    }

    /** How many commits there were. */
    int commits() {
        return commits;
    }

    /** The row with a key. */
    Optional<Standing> find(Table table, Key key) {
        return Optional.ofNullable(rows(table.name()).get(key));
    }

    /** Whether any child refers by {@code relation} to one of {@code keys}. */
    boolean isReferred(Relation relation, Set<Key> keys) {
        return rows(relation.child().name()).values().stream()
                .anyMatch(child ->
                        reference(relation, child.row()).filter(keys::contains).isPresent());
    }

    /** What a child row holds; empty where it refers to nothing. */
    static Optional<Key> reference(Relation relation, Map<String, KeyValue> row) {
        return values(relation.columns(), row);
    }

    /** The key of a row. */
    static Key key(Table table, Map<String, KeyValue> row) {
        return values(table.keyColumns(), row).orElseThrow();
    }

    private static Optional<Key> values(List<String> columns, Map<String, KeyValue> row) {
        return row.keySet().containsAll(columns)
                ? Optional.of(new Key(columns.stream().map(row::get).toList()))
                : Optional.empty();
    }

    /** All rows. */
    Snapshot rows() {
        return Snapshot.sorted(tables.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new ArrayList<>(entry.getValue().values().stream()
                                .map(Standing::row)
                                .toList()))));
    }

    private Map<Object, Standing> rows(String table) {
        return tables.computeIfAbsent(table, _ -> new HashMap<>());
    }

    /** By its key, or where no key is declared by all it holds. */
    private Object identity(String table, Map<String, KeyValue> row) {
        return graph.findTable(table)
                .<Object>map(declared -> key(declared, row))
                .orElse(row);
    }

    private static boolean isOwn(String table) {
        return table.startsWith("afterdelete_");
    }
}
