package dev.afterdelete.wire.declaration;

import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.yaml.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A relation as read.
 *
 * @param relation one whose action is undecided does nothing
 * @param place where it is written
 * @param undecided where a person has to decide still; empty for most
 */
public record ReadRelation(Relation relation, Place place, Optional<Place> undecided) {
    /** Where a table is written: as declared, or else in the first of {@code relations} that names it. */
    public static Optional<Place> placeOf(Table table, Map<String, Place> declared, List<ReadRelation> relations) {
        return Optional.ofNullable(declared.get(table.name()))
                .or(() -> relations.stream()
                        .filter(read -> read.relation.child().equals(table)
                                || read.relation.parent().equals(table))
                        .map(ReadRelation::place)
                        .findFirst());
    }
}
