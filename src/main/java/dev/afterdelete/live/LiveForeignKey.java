package dev.afterdelete.live;

import java.util.List;

/**
 * A native foreign key.
 *
 * @param name as in the database
 * @param columns of the child
 * @param parent the table that is referred to; {@code database.table} where that is another database
 * @param parentColumns one for each of {@code columns}
 * @param onDelete what the database does when the parent row is deleted
 * @param onUpdate what it does when the parent's columns change
 */
public record LiveForeignKey(
        String name, List<String> columns, String parent, List<String> parentColumns, Rule onDelete, Rule onUpdate) {
    public LiveForeignKey {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }

    /** What a native foreign key does; {@code NO ACTION} is {@code RESTRICT} in MySQL. */
    public enum Rule {
        CASCADE,
        SET_NULL,
        SET_DEFAULT,
        RESTRICT,
        /**
         * The user who asked may not see it: on MariaDB, {@code SELECT} alone shows foreign keys without their rules.
         */
        UNSEEN;

        /** The rule that the catalogue calls {@code word}, as in {@code NO ACTION}. */
        public static Rule of(String word) {
            return word.equals("NO ACTION") ? RESTRICT : valueOf(word.replace(' ', '_'));
        }

        /** As SQL writes it, for a person. */
        public String sql() {
            return this == UNSEEN ? "unseen" : name().replace('_', ' ');
        }
    }
}
