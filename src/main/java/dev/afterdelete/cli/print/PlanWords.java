package dev.afterdelete.cli.print;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.plan.Assignment;
import dev.afterdelete.plan.Effect;
import java.util.stream.Collectors;

/** How the parts of a plan are said. */
final class PlanWords {
    private PlanWords() {}

    /** What becomes of rows, as {@code set recipe_id = NULL}. */
    static String what(Effect effect) {
        return switch (effect) {
            case Effect.Removed _ -> "delete";
            case Effect.Assigned(var assignments) ->
                "set " + assignments.stream().map(PlanWords::assignment).collect(Collectors.joining(", "));
        };
    }

    /** Which rows of the child are meant, as {@code recipe_id refers to recipes}. */
    static String which(Relation relation) {
        var text = new StringBuilder(String.join(", ", relation.columns()))
                .append(relation.columns().size() == 1 ? " refers to " : " refer to ")
                .append(relation.parent().name());
        if (!relation.parentColumns().equals(relation.parent().keyColumns())) {
            text.append(" by ").append(String.join(", ", relation.parentColumns()));
        }
        relation.where().forEach(constant -> text.append(" and ").append(constant(constant)));
        return text.toString();
    }

    /** A value as SQL spells it. */
    static String literal(KeyValue value) {
        return switch (value) {
            case KeyValue.IntegerValue integer -> integer.toString();
            case KeyValue.StringValue(var text) ->
                "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
            case KeyValue.BinaryValue(var hex) -> "X'" + hex + "'";
        };
    }

    private static String constant(Constant constant) {
        return constant.column() + " = " + literal(constant.value());
    }

    private static String assignment(Assignment assignment) {
        return assignment.column() + " = "
                + assignment.value().map(PlanWords::literal).orElse("NULL");
    }
}
