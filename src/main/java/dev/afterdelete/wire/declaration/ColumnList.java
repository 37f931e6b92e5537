package dev.afterdelete.wire.declaration;

import dev.afterdelete.wire.yaml.Place;
import java.util.List;

/**
 * A table and columns of it, as a relation names them.
 *
 * @param columns in written order; empty where only the table is named
 * @param place where it is written
 */
record ColumnList(String table, List<String> columns, Place place) {
    ColumnList {
        columns = List.copyOf(columns);
    }

    /** As a relation writes it: {@code ingredients.recipe_id}. */
    @Override
    public String toString() {
        return columns.isEmpty() ? table : table + "." + String.join(",", columns);
    }
}
