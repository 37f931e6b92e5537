package dev.afterdelete.differential;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A foreign key of a random schema.
 *
 * @param child the table that holds it
 * @param columns its columns; no other foreign key has any of them
 * @param parent the table that is referred to
 * @param referred its columns that are referred to: its key, or one that is unique
 * @param onDelete what InnoDB does when the row referred to is deleted
 * @param onUpdate what it does when the columns referred to change
 */
record ForeignKey(
        String child, List<String> columns, String parent, List<String> referred, Action onDelete, Action onUpdate) {
    /** What InnoDB can do. */
    enum Action {
        CASCADE("CASCADE", "cascade"),
        SET_NULL("SET NULL", "set_null"),
        RESTRICT("RESTRICT", "restrict"),
        NO_ACTION("NO ACTION", "no_action");

        private final String sql;
        private final String word;

        Action(String sql, String word) {
            this.sql = sql;
            this.word = word;
        }

        boolean forbids() {
            return this == RESTRICT || this == NO_ACTION;
        }
    }

    boolean isSelf() {
        return child.equals(parent);
    }

    String ddl() {
        return "FOREIGN KEY (%s) REFERENCES `%s` (%s) ON DELETE %s ON UPDATE %s"
                .formatted(list(columns), parent, list(referred), onDelete.sql, onUpdate.sql);
    }

    String yaml() {
        return "  - { child: %s, parent: %s, onDelete: %s, onUpdate: %s }\n"
                .formatted(qualified(child, columns), qualified(parent, referred), onDelete.word, onUpdate.word);
    }

    private static String list(List<String> names) {
        return names.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    }

    private static String qualified(String table, List<String> names) {
        return names.stream().map(name -> table + "." + name).collect(Collectors.joining(", ", "[", "]"));
    }
}
