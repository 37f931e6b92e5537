package dev.afterdelete.differential;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A row of a random schema.
 *
 * @param values by column; an empty one is NULL
 */
record Row(Map<String, Optional<String>> values) {
    Row {
        values = Map.copyOf(values);
    }

    Optional<String> value(String column) {
        return Objects.requireNonNull(values.get(column), column);
    }

    List<Optional<String>> values(List<String> columns) {
        return columns.stream().map(this::value).toList();
    }

    /** The values of some columns, as the collation of texts sees them. */
    List<Optional<String>> folded(List<String> columns) {
        return values(columns).stream()
                .map(value -> value.map(text -> text.toLowerCase(Locale.ROOT).replace('ä', 'a')))
                .toList();
    }

    /** The values of all columns of {@code table}, in parentheses. */
    String sql(SqlTable table) {
        return table.columns().stream()
                .map(column -> column.sql(value(column.name())))
                .collect(Collectors.joining(",", "(", ")"));
    }

    /** What finds the row in its table. */
    String condition(SqlTable table) {
        return table.key().stream()
                .map(name -> "`%s` = %s".formatted(name, table.column(name).sql(value(name))))
                .collect(Collectors.joining(" AND "));
    }

    /** An object of some of its columns. */
    String json(SqlTable table, List<String> columns) {
        return columns.stream()
                .map(name -> "\"%s\":%s".formatted(name, table.column(name).json(value(name))))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
