package dev.afterdelete.gate;

import dev.afterdelete.live.ColumnType;
import dev.afterdelete.live.LiveColumn;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names as SQL that a person may copy. */
public final class Sql {
    private Sql() {}

    /** {@code name} as an identifier. */
    public static String name(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Identifiers, separated by commas. */
    public static String names(Collection<String> names) {
        return names.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    /** The statement that gives a column the type of another one; what else MODIFY would drop is for a person. */
    public static String modify(String table, LiveColumn column, ColumnType type) {
        var collation = type.collation()
                .map(name ->
                        " CHARACTER SET %s COLLATE %s".formatted(type.charset().orElse(""), name))
                .orElse("");
        return "ALTER TABLE %s MODIFY %s %s%s%s;  -- repeat its DEFAULT and COMMENT, if any"
                .formatted(
                        name(table), name(column.name()), type, collation, column.nullable() ? " NULL" : " NOT NULL");
    }
}
