package dev.afterdelete.sql;

import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import java.util.ArrayList;
import java.util.List;

/** Changes the rows that a condition names, at most so many. */
public final class BoundChange extends BoundStatement {
    private final Change change;

    BoundChange(Change change, Table table, RowCondition condition, long limit) {
        super(table, condition, limit);
        this.change = change;
    }

    /** What is done to the rows. */
    public Change change() {
        return change;
    }

    @Override
    public String text() {
        return verb() + " WHERE " + condition().text() + " LIMIT " + limit();
    }

    @Override
    public List<KeyValue> values() {
        if (change instanceof Change.Flag(var softDelete)
                && softDelete.form() instanceof SoftDelete.Form.Equals(var mark)) {
            var values = new ArrayList<KeyValue>(List.of(mark));
            values.addAll(condition().values());
            return values;
        }
        return condition().values();
    }

    private String verb() {
        return switch (change) {
            case Change.Delete _ -> "DELETE FROM " + MySql.quote(table().name());
            case Change.Flag(var softDelete) ->
                "UPDATE %s SET %s = %s"
                        .formatted(
                                MySql.quote(table().name()),
                                MySql.quote(softDelete.column()),
                                MySql.deletedMark(softDelete.form()));
        };
    }

    /** What is done to rows. */
    public sealed interface Change {
        /** The rows are removed. */
        record Delete() implements Change {}

        /** The rows are marked as deleted. */
        record Flag(SoftDelete softDelete) implements Change {}
    }
}
