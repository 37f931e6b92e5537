package dev.afterdelete.gate;

import dev.afterdelete.gate.Difference.OfRelation;
import dev.afterdelete.graph.Relation;

/** A relation whose two tables are there. */
record FoundRelation(Relation relation, FoundTable child, FoundTable parent) {
    OfRelation declared() {
        return new OfRelation(relation);
    }
}
