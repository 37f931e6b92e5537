package dev.afterdelete.sql;

import dev.afterdelete.graph.KeyColumn;
import java.util.Optional;

/**
 * Asks the planner of a vtgate where it would send a change of a table's rows. Nothing is run. Servers that are no
 * vtgate do not know the statement.
 *
 * @see <a href="https://vitess.io/docs/user-guides/sql/vexplain/">Vitess: VEXPLAIN</a>
 */
public final class RouteQuestion {
    private RouteQuestion() {}

    /**
     * The statement.
     *
     * @param table by its name
     * @param shardBy the column that every change of its rows names; empty where none does
     */
    public static String of(String table, Optional<KeyColumn> shardBy) {
        var condition = shardBy.map(column -> " WHERE %s = %s".formatted(MySql.quote(column.name()), sample(column)));
        return "VEXPLAIN PLAN DELETE FROM %s%s LIMIT 1".formatted(MySql.quote(table), condition.orElse(""));
    }

    /**
     * The statement that asks by what columns the rows of a table are spread over the shards.
     *
     * @see <a href="https://vitess.io/docs/reference/features/show/">Vitess: SHOW VSCHEMA VINDEXES</a>
     */
    public static String vindexesOf(String table) {
        return "SHOW VSCHEMA VINDEXES ON " + MySql.quote(table);
    }

    /** Any value of the column's type. */
    private static String sample(KeyColumn column) {
        return switch (column.type()) {
            case INTEGER -> "1";
            case STRING -> "'1'";
            case BINARY -> "x'31'";
        };
    }
}
