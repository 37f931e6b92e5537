package dev.afterdelete.graph;

import java.time.Duration;

/**
 * How a table marks a row as deleted without removing it.
 *
 * @param column as in the database
 * @param form when the column says that the row is deleted
 */
public record SoftDelete(String column, Form form) {
    /** The longest grace: ten years. */
    public static final Duration MAX_GRACE = Duration.ofDays(3_650);

    public SoftDelete {
        Identifiers.require(column);
    }

    /** How long after a row was marked the sweep leaves it alone; zero where it does not wait. */
    public Duration grace() {
        return form instanceof Form.NotNull(var grace) ? grace : Duration.ZERO;
    }

    /** When the column says that the row is deleted. */
    public sealed interface Form {
        /** The column is true; NULL and false are not deleted. */
        record IsTrue() implements Form {}

        /**
         * The column holds a time, usually that of the deletion; NULL and the zero date are not deleted.
         *
         * @param grace how long after that time the row is left alone by the sweep; zero where it is not
         */
        record NotNull(Duration grace) implements Form {
            public NotNull {
                if (grace.isNegative() || grace.compareTo(MAX_GRACE) > 0) {
                    throw new IllegalArgumentException("a grace is up to %s, not %s".formatted(MAX_GRACE, grace));
                }
            }

            /** The row may go at once. */
            public NotNull() {
                this(Duration.ZERO);
            }
        }

        /** The column equals one status value. */
        record Equals(KeyValue value) implements Form {}
    }
}
