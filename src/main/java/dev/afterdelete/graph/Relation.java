package dev.afterdelete.graph;

import java.util.List;

/**
 * A declared reference from a child table to its parent's key, and what follows when the parent row goes.
 *
 * @param child the table that holds the reference
 * @param columns the columns of the reference, in the order of the parent's key
 * @param parent the table that is referred to
 * @param where constants that the child's row must hold for the reference to be one; empty for most
 * @param onDelete what happens to the child rows when their parent is deleted
 */
public record Relation(Table child, List<String> columns, Table parent, List<Constant> where, OnDelete onDelete) {
    public Relation {
        columns = List.copyOf(columns);
        where = List.copyOf(where);
        columns.forEach(Identifiers::require);
        if (columns.size() != parent.key().size()) {
            throw new IllegalArgumentException("a reference to %s has %d columns"
                    .formatted(parent.name(), parent.key().size()));
        }
    }

    /** The child table and the reference's columns, as {@code ingredients.recipe_id}. */
    public String name() {
        return child.name() + "." + String.join(",", columns);
    }
}
