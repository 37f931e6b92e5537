package dev.afterdelete.cli;

import dev.afterdelete.graph.Relation;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as a numbered list: children before the rows that they hang from, as they are carried out. */
final class PlanText {
    private final CascadePlan plan;
    private final List<Line> lines = new ArrayList<>();

    private PlanText(CascadePlan plan) {
        this.plan = plan;
    }

    /** The list, each line ended by a line feed. */
    static String of(CascadePlan plan) {
        var text = new PlanText(plan);
        text.collect(
                plan.root(),
                List.of(CascadePlan.Stage.of(plan.root().table(), plan.root().effect())));
        text.lines.add(new Line(plan.root().table().name(), "delete the row itself, last"));
        return text.render();
    }

    private void collect(TablePlan table, List<CascadePlan.Stage> above) {
        for (var relation : table.restrictions()) {
            lines.add(new Line(relation.child().name(), "refuse everything if any row would stay" + which(relation)));
        }
        for (var step : table.steps()) {
            var relation = step.relation();
            var stage = CascadePlan.Stage.of(relation.child(), step.effect());
            if (above.contains(stage)) {
                lines.add(new Line(
                        relation.child().name(), "the same again, until no more are found," + which(relation)));
                continue;
            }
            var path = new ArrayList<>(above);
            path.add(stage);
            collect(plan.planOf(step), path);
            lines.add(new Line(relation.child().name(), what(step.effect()) + which(relation)));
        }
    }

    private static String what(Effect effect) {
        return switch (effect) {
            case Effect.Removed _ -> "delete";
            case Effect.Assigned(var assignments) ->
                "set "
                        + assignments.stream()
                                .map(assignment -> assignment.column() + " = "
                                        + assignment
                                                .value()
                                                .map(Object::toString)
                                                .orElse("NULL"))
                                .collect(Collectors.joining(", "));
        };
    }

    private static String which(Relation relation) {
        var text = new StringBuilder(" where ")
                .append(String.join(", ", relation.columns()))
                .append(" refers to ")
                .append(relation.parent().name());
        if (!relation.reference().isToKey()) {
            text.append(" by ").append(String.join(", ", relation.parentColumns()));
        }
        relation.where()
                .forEach(constant -> text.append(" and ")
                        .append(constant.column())
                        .append(" = ")
                        .append(constant.value()));
        return text.toString();
    }

    private String render() {
        var width = lines.stream().mapToInt(line -> line.table().length()).max().orElse(0);
        var text = new StringBuilder(
                "When a row of %s is deleted:%n".formatted(plan.root().table().name()));
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            text.append(("%3d. %-" + width + "s  %s%n").formatted(number, line.table(), line.what()));
        }
        return text.toString();
    }

    private record Line(String table, String what) {}
}
