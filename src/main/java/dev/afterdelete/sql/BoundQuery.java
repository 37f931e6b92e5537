package dev.afterdelete.sql;

import dev.afterdelete.graph.Table;

/**
 * Reads the keys of the rows that a condition names, at most so many; in key order where the condition has a cursor.
 */
public final class BoundQuery extends BoundStatement {
    private final Lock lock;

    BoundQuery(Lock lock, Table table, RowCondition condition, long limit) {
        super(table, condition, limit);
        this.lock = lock;
    }

    @Override
    public String text() {
        return "SELECT " + MySql.list(table().keyColumns()) + " FROM "
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
