package dev.afterdelete.graph;

/**
 * How a table marks a row as deleted without removing it.
 *
 * @param column as in the database
 * @param form when the column says that the row is deleted
 */
public record SoftDelete(String column, Form form) {
    public SoftDelete {
        Identifiers.require(column);
    }

    /** When the column says that the row is deleted. */
    public sealed interface Form {
        /** The column is true; NULL and false are not deleted. */
        record IsTrue() implements Form {}

        /** The column holds anything but NULL, usually the time of the deletion. */
        record NotNull() implements Form {}

        /** The column equals one status value. */
        record Equals(KeyValue value) implements Form {}
    }
}
