package dev.afterdelete.sql;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import java.util.List;

/**
 * Counts the rows of a relation's child that hold one reference, wherever they lie, as far as it has to.
 *
 * @param relation whose child it is
 * @param value the reference
 * @param atMost more are not counted, at least 1
 */
public record ReferenceCount(Relation relation, Key value, long atMost) {
    /** The statement as MySQL reads it: one row of one number. */
    public String text() {
        return "SELECT COUNT(*) FROM (SELECT 1 AS held FROM %s WHERE %s LIMIT %d) AS rows_held"
                .formatted(MySql.quote(relation.child().name()), condition().text(), atMost);
    }

    /** The values in the order of their {@code ?}. */
    public List<KeyValue> values() {
        return condition().values();
    }

    private RowCondition condition() {
        return RowCondition.references(relation, List.of(value));
    }
}
