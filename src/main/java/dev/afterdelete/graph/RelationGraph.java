package dev.afterdelete.graph;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** What refers to what: the declared tables and relations, in declared order. Immutable. */
public final class RelationGraph {
    private final SequencedMap<String, Table> tables;
    private final Optional<Table> defaultTable;
    private final List<Relation> relations;
    private final Map<String, List<Relation>> byParent;

    /**
     * Joins tables and relations.
     *
     * @param tables every table that a relation or the default names
     * @param defaultTable the table of messages that name none
     * @param relations in the order in which they are carried out
     * @throws IllegalArgumentException when two tables share a name, a relation names a table that is not here, or some
     *     tables are sharded otherwise than others
     */
    public RelationGraph(Collection<Table> tables, Optional<Table> defaultTable, List<Relation> relations) {
        this.tables = new LinkedHashMap<>();
        for (var table : tables) {
            if (this.tables.put(table.name(), table) != null) {
                throw new IllegalArgumentException("table " + table.name() + " is declared twice");
            }
        }
        defaultTable.ifPresent(this::requireDeclared);
        for (var relation : relations) {
            requireDeclared(relation.child());
            requireDeclared(relation.parent());
        }
        if (this.tables.values().stream()
                        .map(RelationGraph::sharding)
                        .distinct()
                        .count()
                > 1) {
            throw new IllegalArgumentException("either all tables are sharded by columns of one type, or none is");
        }
        this.defaultTable = defaultTable;
        this.relations = List.copyOf(relations);
        this.byParent = relations.stream()
                .collect(Collectors.groupingBy(relation -> relation.parent().name(), Collectors.toUnmodifiableList()));
    }

    /** Every declared table, in declared order. */
    public List<Table> tables() {
        return List.copyOf(tables.sequencedValues());
    }

    /** Every relation, in declared order. */
    public List<Relation> relations() {
        return relations;
    }

    /** The table of messages that name none. */
    public Optional<Table> defaultTable() {
        return defaultTable;
    }

    /** The declared table of this name; empty when there is none. */
    public Optional<Table> findTable(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** The relations whose parent is {@code table}, in declared order; empty for a leaf. */
    public List<Relation> relationsTo(Table table) {
        return byParent.getOrDefault(table.name(), List.of());
    }

    /** The type of the columns that say on which shard a row lies; empty where no table is sharded. */
    public Optional<KeyType> shardType() {
        return tables.values().stream().findFirst().flatMap(RelationGraph::sharding);
    }

    private static Optional<KeyType> sharding(Table table) {
        return table.shardBy().map(KeyColumn::type);
    }

    private void requireDeclared(Table table) {
        if (!table.equals(tables.get(table.name()))) {
            throw new IllegalArgumentException("table " + table.name() + " is not among the declared tables");
        }
    }
}
