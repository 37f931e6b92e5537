package dev.afterdelete.execute;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnUpdate;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A naive cascade over rows in memory: recursive, without bounds, batches or chunks, obviously right. */
public final class Referee {
    private final RelationGraph graph;
    private final Map<String, List<Map<String, KeyValue>>> rows;
    private final Map<Map<String, KeyValue>, Set<String>> setting = new IdentityHashMap<>();

    /** Judges over {@code rows} by table, which it changes. */
    public Referee(RelationGraph graph, Map<String, List<Map<String, KeyValue>>> rows) {
        this.graph = graph;
        this.rows = rows;
    }

    /** Deletes a row with all that follows; whether nothing forbade it. */
    public boolean delete(Table table, Key key) {
        Set<Map<String, KeyValue>> doomed = Collections.newSetFromMap(new IdentityHashMap<>());
        var row = rowsOf(table).stream()
                .filter(some -> values(some, table.keyColumns()).equals(Optional.of(key)))
                .findFirst();
        var stands = row.orElseGet(() -> ghost(table, key));
        doom(table, stands, doomed);
        if (isRestricted(doomed)) {
            rowsOf(table).removeIf(some -> row.isEmpty() && some == stands);
            return false;
        }
        for (var relation : graph.relations()) {
            childrenOf(relation, doomed::contains).stream()
                    .filter(child -> !doomed.contains(child))
                    .forEach(child -> change(relation, child));
        }
        rows.values().forEach(some -> some.removeIf(doomed::contains));
        return true;
    }

    /** A row that is gone already: its children may still refer to its key. */
    private Map<String, KeyValue> ghost(Table table, Key key) {
        var ghost = new HashMap<String, KeyValue>();
        for (var place = 0; place < table.key().size(); place++) {
            ghost.put(table.keyColumns().get(place), key.values().get(place));
        }
        rowsOf(table).add(ghost);
        return ghost;
    }

    private void doom(Table table, Map<String, KeyValue> row, Set<Map<String, KeyValue>> doomed) {
        if (doomed.add(row)) {
            graph.relationsTo(table).stream()
                    .filter(relation -> relation.onDelete() instanceof OnDelete.Cascade)
                    .forEach(relation -> childrenOf(relation, parent -> parent == row)
                            .forEach(child -> doom(relation.child(), child, doomed)));
        }
    }

    private boolean isRestricted(Set<Map<String, KeyValue>> doomed) {
        return graph.relations().stream()
                .filter(relation -> relation.onDelete() instanceof OnDelete.Restrict)
                .flatMap(relation -> childrenOf(relation, doomed::contains).stream())
                .anyMatch(child -> !doomed.contains(child));
    }

    void change(Relation relation, Map<String, KeyValue> child) {
        switch (relation.onDelete()) {
            case OnDelete.SetNull(var columns) ->
                columns.forEach(column -> set(relation.child(), child, column, Optional.empty()));
            case OnDelete.SetDefault(var values) ->
                values.forEach(value -> set(relation.child(), child, value.column(), Optional.of(value.value())));
            case OnDelete.Cascade _, OnDelete.Restrict _, OnDelete.DoNothing _ -> {}
        }
    }

    /** Gives a column of a row another value, and its children what their relations say. */
    void set(Table table, Map<String, KeyValue> row, String column, Optional<KeyValue> value) {
        var before = Optional.ofNullable(row.get(column));
        if (before.equals(value)
                || !setting.computeIfAbsent(row, _ -> new HashSet<>()).add(column)) {
            return;
        }
        for (var relation : graph.relationsTo(table)) {
            var place = relation.parentColumns().indexOf(column);
            if (place < 0) {
                continue;
            }
            for (var child : childrenOf(relation, parent -> parent == row)) {
                if (relation.onUpdate().equals(Optional.of(OnUpdate.CASCADE))) {
                    set(relation.child(), child, relation.columns().get(place), value);
                } else if (relation.onUpdate().equals(Optional.of(OnUpdate.SET_NULL))) {
                    relation.columns().forEach(part -> set(relation.child(), child, part, Optional.empty()));
                }
            }
        }
        setting.getOrDefault(row, Set.of()).remove(column);
        value.ifPresentOrElse(present -> row.put(column, present), () -> row.remove(column));
    }

    private List<Map<String, KeyValue>> childrenOf(Relation relation, Predicate<Map<String, KeyValue>> parents) {
        var referred = rowsOf(relation.parent()).stream()
                .filter(parents)
                .flatMap(parent -> values(parent, relation.parentColumns()).stream())
                .toList();
        return rowsOf(relation.child()).stream()
                .filter(row -> values(row, relation.columns())
                        .filter(relation::isReference)
                        .filter(referred::contains)
                        .isPresent())
                .filter(row -> relation.where().stream()
                        .allMatch(constant -> constant.value().equals(row.get(constant.column()))))
                .toList();
    }

    private static Optional<Key> values(Map<String, KeyValue> row, List<String> columns) {
        return row.keySet().containsAll(columns)
                ? Optional.of(new Key(columns.stream().map(row::get).toList()))
                : Optional.empty();
    }

    private List<Map<String, KeyValue>> rowsOf(Table table) {
        return rows.computeIfAbsent(table.name(), _ -> new ArrayList<>());
    }
}
