package dev.afterdelete.sql;

import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyValue;
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
        this(lock, columns, table, condition, limit, new Reach.Unsaid());
    }

    BoundQuery(Lock lock, List<KeyColumn> columns, Table table, RowCondition condition, long limit, Reach reach) {
        super(table, condition, limit, reach);
        this.lock = lock;
        this.columns = List.copyOf(columns);
    }

    @Override
    public BoundQuery on(KeyValue shard) {
        return new BoundQuery(lock, columns, table(), condition().on(table(), shard), limit(), new Reach.Shard(shard));
    }

    BoundQuery everywhere() {
        return new BoundQuery(lock, columns, table(), condition(), limit(), new Reach.Everywhere());
    }

    /** What is read of each row, in order. */
    public List<KeyColumn> columns() {
        return columns;
    }

    @Override
    String render() {
        return "SELECT " + MySql.list(columns.stream().map(KeyColumn::name).toList()) + " FROM "
                + MySql.quote(table().name()) + " WHERE " + condition().text() + order() + " LIMIT " + limit()
                + lock.text;
    }

    private String order() {
        return condition()
                .cursor()
                .map(page -> " ORDER BY " + MySql.list(page.columns()))
                .orElse("");
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
