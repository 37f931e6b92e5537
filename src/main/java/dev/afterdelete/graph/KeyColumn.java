package dev.afterdelete.graph;

/**
 * A column that takes part in a table's key.
 *
 * @param name as in the database
 * @param type what its values are
 */
public record KeyColumn(String name, KeyType type) {
    public KeyColumn {
        Identifiers.require(name);
    }
}
