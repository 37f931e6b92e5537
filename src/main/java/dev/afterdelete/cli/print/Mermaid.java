package dev.afterdelete.cli.print;

import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A declaration as a flowchart: an arrow for each relation, from the parent to the child to which something happens.
 * Rows are deleted along solid arrows, changed along dotted ones; a cross at the end forbids, a line without an arrow
 * does nothing.
 *
 * @see <a href="https://mermaid.js.org/syntax/flowchart.html">Mermaid: flowcharts</a>
 */
public final class Mermaid {
    private final Map<String, String> nodes = new HashMap<>();

    private Mermaid(RelationGraph graph) {
        graph.tables().forEach(table -> nodes.put(table.name(), "t" + (nodes.size() + 1)));
    }

    /** The chart, each line ended by a line feed. */
    public static String of(RelationGraph graph) {
        var chart = new Mermaid(graph);
        var tables = graph.tables().stream().map(chart::node).collect(Collectors.joining());
        var relations = graph.relations().stream().map(chart::arrow).collect(Collectors.joining());
        return "flowchart LR\n" + tables + relations;
    }

    /** Tables by number, because a name may be a word of Mermaid's own. */
    private String node(Table table) {
        return "  %s[\"%s\"]%n".formatted(nodes.get(table.name()), escaped(table.name()));
    }

    private String arrow(Relation relation) {
        return "  %s %s|\"%s\"| %s%n"
                .formatted(
                        nodes.get(relation.parent().name()),
                        line(relation.onDelete()),
                        escaped(label(relation)),
                        nodes.get(relation.child().name()));
    }

    private static String line(OnDelete action) {
        return switch (action) {
            case OnDelete.Cascade _ -> "-->";
            case OnDelete.SetNull _, OnDelete.SetDefault _ -> "-.->";
            case OnDelete.Restrict _ -> "--x";
            case OnDelete.DoNothing _ -> "---";
        };
    }

    private static String label(Relation relation) {
        var label = new StringBuilder(String.join(", ", relation.columns()))
                .append(": ")
                .append(relation.onDelete().word());
        if (relation.onDelete() instanceof OnDelete.SetNull(var columns) && !columns.equals(relation.columns())) {
            label.append(' ').append(String.join(", ", columns));
        }
        relation.onUpdate().ifPresent(action -> label.append("; on update ").append(action.word()));
        if (!relation.where().isEmpty()) {
            label.append("; where ")
                    .append(relation.where().stream()
                            .map(constant -> constant.column() + " = " + constant.value())
                            .collect(Collectors.joining(", ")));
        }
        return label.toString();
    }

    private static String escaped(String text) {
        return text.replace("#", "#35;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;")
                .replaceAll("\\R", " ");
    }
}
