package dev.afterdelete.wire;

import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.declaration.ReadRelation;
import dev.afterdelete.wire.yaml.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A declaration in which something may be left undecided, and where its parts are written.
 *
 * @param graph what is declared; a relation whose action is undecided does nothing
 * @param tables the place of each table that is declared as such, by name; relations alone may name further ones
 * @param relations each relation with its place, in declared order
 */
public record Draft(RelationGraph graph, Map<String, Place> tables, List<ReadRelation> relations) {
    public Draft {
        tables = Map.copyOf(tables);
        relations = List.copyOf(relations);
    }

    /** Where a table is written; empty where only the declaration as a whole implies it. */
    public Optional<Place> placeOf(Table table) {
        return ReadRelation.placeOf(table, tables, relations);
    }

    /** The relations whose action a person has to decide still, with the place of the mark. */
    public SequencedMap<Relation, Place> undecided() {
        var undecided = new LinkedHashMap<Relation, Place>();
        relations.forEach(read -> read.undecided().ifPresent(place -> undecided.put(read.relation(), place)));
        return undecided;
    }
}
