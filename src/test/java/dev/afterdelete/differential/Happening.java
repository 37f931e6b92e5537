package dev.afterdelete.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Something that an application does to its rows.
 *
 * @param statement the one statement that does it, with {@code %s} where the table goes; InnoDB sees to the rest
 * @param isDoneFirst whether the application does it before the message comes; otherwise the message does it all
 * @param message what the application tells Afterdelete
 * @param judgement what it reaches
 */
record Happening(String statement, boolean isDoneFirst, String message, Judgement judgement) {
    /** The rows are deleted; the message names them by key, and says the rest only if they are gone when it comes. */
    static Happening deleted(SqlTable table, List<Row> rows, boolean isDoneFirst, Judgement judgement) {
        var conditions =
                rows.stream().map(row -> "(" + row.condition(table) + ")").toList();
        var ids = rows.stream().map(row -> id(table, row, isDoneFirst)).toList();
        return new Happening(
                "DELETE FROM %s WHERE " + String.join(" OR ", conditions),
                isDoneFirst,
                "{\"table\":\"%s\",\"action\":\"deleted\",\"ids\":[%s]%s}"
                        .formatted(table.name(), String.join(",", ids), tenant(table, rows.getFirst())),
                judgement);
    }

    private static String tenant(SqlTable table, Row row) {
        return table.hasTenants()
                ? ",\"tenant\":\"%s\"".formatted(row.value(SqlTable.TENANT).orElseThrow())
                : "";
    }

    private static String id(SqlTable table, Row row, boolean isGone) {
        if (isGone && !table.unique().isEmpty()) {
            var known = new ArrayList<>(table.key());
            known.addAll(table.unique());
            return row.json(table, known);
        }
        return key(table, row);
    }

    private static String key(SqlTable table, Row row) {
        var first = table.column(table.key().getFirst());
        return table.key().size() == 1 ? first.json(row.value(first.name())) : row.json(table, table.key());
    }

    /** A column of a row gets another value. */
    static Happening updated(SqlTable table, Row before, String column, Optional<String> value, Judgement judgement) {
        var values = new HashMap<>(before.values());
        values.put(column, value);
        return new Happening(
                "UPDATE %%s SET `%s` = %s WHERE %s"
                        .formatted(column, table.column(column).sql(value), before.condition(table)),
                true,
                "{\"table\":\"%s\",\"action\":\"updated\",\"id\":%s,\"previous\":%s%s}"
                        .formatted(
                                table.name(),
                                key(table, new Row(values)),
                                before.json(table, List.of(column)),
                                tenant(table, before)),
                judgement);
    }

    /** The statement, on the table of one side. */
    String on(String table) {
        return statement.formatted(table);
    }

    @Override
    public String toString() {
        return statement + (isDoneFirst ? "" : " (by the message alone)") + "\n    " + message;
    }
}
