package dev.afterdelete.sql;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.SoftDelete.Form;
import dev.afterdelete.plan.Assignment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    static String copies(BoundChange.Change.Copy copy) {
        return copy.relation().copies().stream()
                .map(column -> "%s = (SELECT p.%s FROM %s AS p WHERE %s)"
                        .formatted(
                                quote(column.column()),
                                quote(column.parentColumn()),
                                source(copy, column),
                                isParent(copy.relation())))
                .collect(Collectors.joining(", "));
    }

    static List<KeyValue> copyValues(BoundChange.Change.Copy copy) {
        if (!isWithinOneTable(copy)) {
            return List.of();
        }
        return copy.relation().copies().stream()
                .flatMap(_ -> copy.values().stream().flatMap(key -> key.values().stream()))
                .toList();
    }

    /**
     * MySQL does not read from the table that it changes, unless what it reads is a table of its own first.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/update.html">MySQL: UPDATE</a>
     */
    private static String source(BoundChange.Change.Copy copy, Relation.Copy column) {
        var relation = copy.relation();
        var parent = quote(relation.parent().name());
        if (!isWithinOneTable(copy)) {
            return parent;
        }
        var columns = new LinkedHashSet<>(relation.parentColumns());
        columns.add(column.parentColumn());
        return "(SELECT %s FROM %s WHERE %s)"
                .formatted(
                        list(List.copyOf(columns)),
                        parent,
                        match(new RowCondition.KeyMatch(relation.parentColumns(), copy.values())));
    }

    /**
     * The parents are looked for by bound values, so that they are compared as their own column compares, whatever the
     * child's does; in a table of its own, because MySQL does not read from the table that it changes.
     */
    static String gone(BoundChange.Gone gone) {
        return " AND NOT EXISTS (SELECT 1 FROM (SELECT 1 AS found FROM %s WHERE %s LIMIT 1) AS parents)"
                .formatted(
                        quote(gone.relation().parent().name()),
                        match(new RowCondition.KeyMatch(gone.relation().parentColumns(), gone.values())));
    }

    private static String isParent(Relation relation) {
        return IntStream.range(0, relation.columns().size())
                .mapToObj(place -> "p.%s = %s.%s"
                        .formatted(
                                quote(relation.parentColumns().get(place)),
                                quote(relation.child().name()),
                                quote(relation.columns().get(place))))
                .collect(Collectors.joining(" AND "));
    }

    private static boolean isWithinOneTable(BoundChange.Change.Copy copy) {
        return copy.relation().child().equals(copy.relation().parent());
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
            case Form.NotNull _ -> column + " IS NOT NULL";
            case Form.Equals _ -> column + " = ?";
        };
    }

    private static String standing(SoftDelete softDelete) {
        var column = quote(softDelete.column());
        return switch (softDelete.form()) {
            case Form.IsTrue _ -> "(" + column + " IS NULL OR " + column + " <> TRUE)";
            case Form.NotNull _ -> column + " IS NULL";
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
