package dev.afterdelete.sql;

import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.Table;
import java.util.List;

/**
 * Reads columns, mostly the key, of the rows that a condition names, at most so many; in key order where the condition
 * has a cursor. Rows in which one of the columns is NULL are not among them.
 */
public final class BoundQuery extends BoundStatement {
    private final Lock lock;
    private final List<KeyColumn> columns;

    BoundQuery(Lock lock, Table table, List<KeyColumn> columns, RowCondition condition, long limit) {
        super(table, condition, limit);
        this.lock = lock;
        this.columns = List.copyOf(columns);
    }

    /** What is read of each row, in order. */
    public List<KeyColumn> columns() {
        return columns;
    }

    @Override
    public String text() {
        return "SELECT " + MySql.list(columns.stream().map(KeyColumn::name).toList()) + " FROM "
                + MySql.quote(table().name()) + " WHERE " + condition().text() + order() + " LIMIT " + limit()
                + lock.text;
    }

    private String order() {
        return condition().isOrdered() ? " ORDER BY " + MySql.list(table().keyColumns()) : "";
    }

    /** What a read does to the rows that it finds. */
    enum Lock {
        NONE(""),
        FOR_UPDATE(" FOR UPDATE");

        private final String text;

        Lock(String text) {
            this.text = text;
        }
    }
}
