package dev.afterdelete.graph;

/**
 * A column that must hold a given value, as the {@code where} of a polymorphic reference says.
 *
 * @param column as in the database
 * @param value in the column's own type
 */
public record Constant(String column, KeyValue value) {
    public Constant {
        Identifiers.require(column);
    }
}
