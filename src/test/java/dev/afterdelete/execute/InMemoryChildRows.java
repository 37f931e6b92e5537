package dev.afterdelete.execute;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.orphan.ChildRows;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The {@link ChildRows} port over rows in memory.
 *
 * @param database where the rows are
 */
record InMemoryChildRows(InMemoryDatabase database) implements ChildRows {
    @Override
    public List<Row> page(Relation relation, Optional<Key> after, int limit) {
        return database.rows(relation.child().name()).stream()
                .map(row -> new Row(row.requireKey(relation.child().keyColumns()), reference(relation, row)))
                .filter(row ->
                        after.filter(last -> last.compareTo(row.key()) >= 0).isEmpty())
                .sorted(Comparator.comparing(Row::key))
                .limit(limit)
                .toList();
    }

    @Override
    public long count(Relation relation, Key reference, long atMost) {
        return database.rows(relation.child().name()).stream()
                .filter(row -> reference(relation, row).equals(Optional.of(reference)))
                .limit(atMost)
                .count();
    }

    private static Optional<Key> reference(Relation relation, dev.afterdelete.execute.Row row) {
        return row.findKey(relation.columns())
                .filter(relation::isReference)
                .filter(_ -> relation.where().stream()
                        .allMatch(constant ->
                                constant.value().equals(row.columns().get(constant.column()))));
    }
}
