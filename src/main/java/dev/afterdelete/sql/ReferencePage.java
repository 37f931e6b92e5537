package dev.afterdelete.sql;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads the next rows of a relation's child in the order of their addresses, whatever they hold and wherever they lie,
 * so that a page is as large as it says and no larger: of each its address, whether it refers to anything, and its
 * reference. No lock is taken.
 *
 * @param relation whose child it is
 * @param after the last address of the page before; empty for the first page
 * @param limit how many rows, at least 1
 */
public record ReferencePage(Relation relation, Optional<Key> after, int limit) {
    public ReferencePage {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least one row, not " + limit);
        }
    }

    /** What is read first, and gives the order. */
    public List<KeyColumn> address() {
        return relation.child().address();
    }

    /** What is read of the reference, after the address and a truth value. */
    public List<KeyColumn> references() {
        return IntStream.range(0, relation.columns().size())
                .mapToObj(place -> new KeyColumn(
                        relation.columns().get(place),
                        relation.reference().types().get(place)))
                .toList();
    }

    /** The statement as MySQL reads it: address columns, 1 where the row refers to anything, reference columns. */
    public String text() {
        var key = address().stream().map(KeyColumn::name).toList();
        return "SELECT %s, %s, %s FROM %s%s ORDER BY %s LIMIT %d"
                .formatted(
                        MySql.list(key),
                        isReference(),
                        MySql.list(relation.columns()),
                        MySql.quote(relation.child().name()),
                        after.map(_ -> " WHERE " + MySql.after(key)).orElse(""),
                        MySql.list(key),
                        limit);
    }

    /** The values in the order of their {@code ?}. */
    public List<KeyValue> values() {
        var values = new ArrayList<KeyValue>();
        relation.where().forEach(constant -> values.add(constant.value()));
        nones().forEach(none -> values.add(none.value()));
        after.ifPresent(key -> values.addAll(MySql.afterValues(key)));
        return values;
    }

    /** By MATCH SIMPLE: a reference of which a part is NULL is none. */
    private String isReference() {
        var parts = new ArrayList<String>();
        relation.columns().forEach(column -> parts.add(MySql.quote(column) + " IS NOT NULL"));
        relation.where().forEach(constant -> parts.add(MySql.quote(constant.column()) + " = ?"));
        nones().forEach(none -> parts.add(MySql.quote(none.column()) + " <> ?"));
        return "CASE WHEN " + String.join(" AND ", parts) + " THEN 1 ELSE 0 END";
    }

    private List<None> nones() {
        return references().stream()
                .flatMap(column -> relation.when().none().stream()
                        .filter(value -> value.type() == column.type())
                        .map(value -> new None(column.name(), value)))
                .toList();
    }

    private record None(String column, KeyValue value) {}
}
