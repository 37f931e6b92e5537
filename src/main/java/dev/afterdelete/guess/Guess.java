package dev.afterdelete.guess;

import java.util.List;

/**
 * Columns that look like a reference.
 *
 * @param child the table that holds them
 * @param columns at least one
 * @param parent the table that they seem to refer to
 * @param parentColumns one for each of {@code columns}
 * @param confidence how much speaks for it
 * @param reason what speaks for it, for a person
 */
public record Guess(
        String child,
        List<String> columns,
        String parent,
        List<String> parentColumns,
        Confidence confidence,
        String reason) {
    public Guess {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }
}
