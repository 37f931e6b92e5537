package dev.afterdelete.plan;

import dev.afterdelete.graph.KeyType;
import java.util.List;
import java.util.Optional;

/** What becomes of rows: it decides what follows for their children. */
public sealed interface Effect {
    /** The rows are deleted. */
    record Removed() implements Effect {}

    /**
     * Columns of the rows get values; all rows the same.
     *
     * @param assignments at least one, each column once
     */
    record Assigned(List<Assignment> assignments) implements Effect {
        public Assigned {
            assignments = List.copyOf(assignments);
            if (assignments.isEmpty()) {
                throw new IllegalArgumentException("an assignment names a column");
            }
        }

        /** What a column gets; empty when it keeps what it has. */
        Optional<Assignment> find(String column) {
            return assignments.stream()
                    .filter(assignment -> assignment.column().equals(column))
                    .findFirst();
        }

        /**
         * Whether rows that got these values certainly no longer hold the reference by which they were found. NULL is
         * no reference; another number is another one; but a collation may call another text the same.
         */
        boolean endsReference() {
            return assignments.stream()
                            .anyMatch(assignment -> assignment.value().isEmpty())
                    || assignments.stream()
                            .noneMatch(assignment -> assignment
                                    .value()
                                    .filter(value -> value.type() == KeyType.STRING)
                                    .isPresent());
        }
    }
}
