package dev.afterdelete.check;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names as SQL that a person may copy. */
final class Sql {
    private Sql() {}

    /** {@code name} as an identifier. */
    static String name(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Identifiers, separated by commas. */
    static String names(Collection<String> names) {
        return names.stream().map(Sql::name).collect(Collectors.joining(", "));
    }
}
