package dev.afterdelete.execute;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A naive cascade over rows in memory: recursive, without bounds, batches or chunks, obviously right. */
final class Referee {
    private final RelationGraph graph;
    private final Map<String, List<Row>> rows;

    /** Judges over {@code rows} by table, which it changes. */
    Referee(RelationGraph graph, Map<String, List<Row>> rows) {
        this.graph = graph;
        this.rows = rows;
    }

    void delete(Table table, Key key) {
        for (var relation : graph.relationsTo(table)) {
            for (var child : childrenOf(relation, key)) {
                delete(relation.child(), child.requireKey(relation.child().keyColumns()));
            }
        }
        rowsOf(table).removeIf(row -> key.equals(row.requireKey(table.keyColumns())));
    }

    private List<Row> childrenOf(Relation relation, Key parent) {
        return new ArrayList<>(rowsOf(relation.child()))
                .stream()
                        .filter(row -> row.findKey(relation.columns())
                                .filter(parent::equals)
                                .isPresent())
                        .filter(row -> relation.where().stream()
                                .allMatch(constant ->
                                        constant.value().equals(row.columns().get(constant.column()))))
                        .toList();
    }

    private List<Row> rowsOf(Table table) {
        return rows.computeIfAbsent(table.name(), _ -> new ArrayList<>());
    }
}
