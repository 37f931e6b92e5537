package dev.afterdelete.sql;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.SoftDelete.Form;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Assignment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How names and conditions are spelled in MySQL. The one place where an identifier is quoted. */
final class MySql {
    private MySql() {}

    static String quote(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    static String list(List<String> columns) {
        return columns.stream().map(MySql::quote).collect(Collectors.joining(", "));
    }

    static String match(RowCondition.KeyMatch match) {
        var columns = match.columns();
        var count = match.keys().size();
        if (count == 1) {
            return columns.stream().map(column -> quote(column) + " = ?").collect(Collectors.joining(" AND "));
        }
        if (columns.size() == 1) {
            return quote(columns.getFirst()) + " IN " + placeholders(count);
        }
        var tuples = String.join(", ", Collections.nCopies(count, placeholders(columns.size())));
        return "(" + list(columns) + ") IN (" + tuples + ")";
    }

    static String assignments(List<Assignment> assignments) {
        return assignments.stream()
                .map(assignment ->
                        quote(assignment.column()) + (assignment.value().isPresent() ? " = ?" : " = NULL"))
                .collect(Collectors.joining(", "));
    }

    /** Every copied column, as a subquery that finds its one value in the parent row. */
    static String copies(Relation relation, RowCondition parents) {
        return relation.copies().stream()
                .map(column -> "%s = (SELECT p.%s FROM %s AS p WHERE %s)"
                        .formatted(
                                quote(column.column()),
                                quote(column.parentColumn()),
                                source(relation, column, parents),
                                isParent(relation)))
                .collect(Collectors.joining(", "));
    }

    static List<KeyValue> copyValues(Relation relation, RowCondition parents) {
        if (!isWithinOneTable(relation)) {
            return List.of();
        }
        return relation.copies().stream()
                .flatMap(_ -> parents.values().stream())
                .toList();
    }

    /**
     * MySQL does not read from the table that it changes, unless what it reads is a table of its own first.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/update.html">MySQL: UPDATE</a>
     */
    private static String source(Relation relation, Relation.Copy column, RowCondition parents) {
        var parent = quote(relation.parent().name());
        if (!isWithinOneTable(relation)) {
            return parent;
        }
        var columns = new LinkedHashSet<>(relation.parentColumns());
        columns.add(column.parentColumn());
        return "(SELECT %s FROM %s WHERE %s)".formatted(list(List.copyOf(columns)), parent, parents.text());
    }

    /**
     * The parents are looked for by bound values, so that they are compared as their own column compares, whatever the
     * child's does; in a table of its own, because MySQL does not read from the table that it changes.
     */
    static String gone(Table parent, RowCondition parents) {
        return " AND NOT EXISTS (SELECT 1 FROM (SELECT 1 AS found FROM %s WHERE %s LIMIT 1) AS parents)"
                .formatted(quote(parent.name()), parents.text());
    }

    private static String isParent(Relation relation) {
        var columns = IntStream.range(0, relation.columns().size())
                .mapToObj(place -> isSame(
                        relation,
                        relation.parentColumns().get(place),
                        relation.columns().get(place)));
        return Stream.concat(columns, isOnShard(relation).stream()).collect(Collectors.joining(" AND "));
    }

    /** Within one table, the parents that are looked at lie on the shard already. */
    private static Optional<String> isOnShard(Relation relation) {
        return relation.parent()
                .shardBy()
                .filter(_ -> !isWithinOneTable(relation))
                .flatMap(above -> relation.child().shardBy().map(own -> isSame(relation, above.name(), own.name())));
    }

    private static String isSame(Relation relation, String above, String own) {
        return "p.%s = %s.%s".formatted(quote(above), quote(relation.child().name()), quote(own));
    }

    private static boolean isWithinOneTable(Relation relation) {
        return relation.child().equals(relation.parent());
    }

    static String state(RowCondition.StateMatch state) {
        return switch (state) {
            case RowCondition.MarkMatch(var softDelete, var mark) ->
                switch (mark) {
                    case DELETED -> marked(softDelete);
                    case DUE -> hasGrace(softDelete) ? Times.longAgo(quote(softDelete.column())) : marked(softDelete);
                    case STANDING -> standing(softDelete);
                };
            case RowCondition.CreationMatch(var column, var side, var _) -> Times.created(quote(column), side);
        };
    }

    static List<KeyValue> stateValues(RowCondition.StateMatch state) {
        return switch (state) {
            case RowCondition.MarkMatch(var softDelete, var mark)
            when mark == RowCondition.Mark.DUE && hasGrace(softDelete) ->
                List.of(KeyValue.of(softDelete.grace().toSeconds()));
            case RowCondition.MarkMatch(var softDelete, var _) ->
                softDelete.form() instanceof Form.Equals(var value) ? List.of(value) : List.of();
            case RowCondition.CreationMatch(var _, var _, var moment) -> List.of(Times.value(moment));
        };
    }

    private static boolean hasGrace(SoftDelete softDelete) {
        return softDelete.grace().isPositive();
    }

    private static String marked(SoftDelete softDelete) {
        var column = quote(softDelete.column());
        return switch (softDelete.form()) {
            case Form.IsTrue _ -> column + " = TRUE";
            case Form.NotNull _ -> Times.said(column);
            case Form.Equals _ -> column + " = ?";
        };
    }

    private static String standing(SoftDelete softDelete) {
        var column = quote(softDelete.column());
        return switch (softDelete.form()) {
            case Form.IsTrue _ -> "(" + column + " IS NULL OR " + column + " <> TRUE)";
            case Form.NotNull _ -> Times.unsaid(column);
            case Form.Equals _ -> "(" + column + " IS NULL OR " + column + " <> ?)";
        };
    }

    /** What the flag's column is set to when a row is marked as deleted. */
    static String deletedMark(Form form) {
        return switch (form) {
            case Form.IsTrue _ -> "TRUE";
            case Form.NotNull _ -> "CURRENT_TIMESTAMP(6)";
            case Form.Equals _ -> "?";
        };
    }

    /**
     * The columns together are greater than a key, spelled column by column because MySQL finds no range in {@code (a,
     * b) > (?, ?)}.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/row-constructor-optimization.html">MySQL: row constructor
     *     expression optimization</a>
     */
    static String after(List<String> columns) {
        var head = quote(columns.getFirst());
        if (columns.size() == 1) {
            return head + " > ?";
        }
        return "(%s > ? OR (%s = ? AND %s))".formatted(head, head, after(columns.subList(1, columns.size())));
    }

    static List<KeyValue> afterValues(Key after) {
        var values = new ArrayList<KeyValue>();
        var last = after.values().size() - 1;
        for (var value : after.values().subList(0, last)) {
            values.add(value);
            values.add(value);
        }
        values.add(after.values().get(last));
        return values;
    }

    private static String placeholders(int count) {
        return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }
}
