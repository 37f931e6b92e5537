package dev.afterdelete.cli.print;

import dev.afterdelete.cli.print.PlanTree.Again;
import dev.afterdelete.cli.print.PlanTree.Branch;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plan as a numbered list: children before the rows that they hang from, as they are carried out, and further to the
 * right.
 */
public final class PlanText {
    private final PlanTree tree;
    private final List<Line> lines = new ArrayList<>();

    private PlanText(PlanTree tree) {
        this.tree = tree;
    }

    /** The list, each line ended by a line feed. */
    public static String of(PlanTree tree, Optional<Key> key) {
        var text = new PlanText(tree);
        text.collect(tree.branches());
        text.lines.add(new Line(tree.size(), tree.root().table().name(), "delete the row itself, last"));
        return heading(tree, key) + text.restrictions() + text.numbered() + text.untouched();
    }

    /** The first line. */
    static String heading(PlanTree tree, Optional<Key> key) {
        return key.map("When row %s of %%s is deleted:%n"::formatted)
                .orElse("When a row of %s is deleted:%n")
                .formatted(tree.root().table().name());
    }

    /** What one step does, with what else there is to say of it. */
    static String sentence(Branch branch) {
        var relation = branch.step().relation();
        return PlanWords.what(branch.step().effect()) + " where " + PlanWords.which(relation) + more(branch.again());
    }

    private void collect(List<Branch> branches) {
        for (var branch : branches) {
            collect(branch.below());
            lines.add(new Line(
                    branch.number(),
                    "  ".repeat(branch.depth()) + branch.table().name(),
                    sentence(branch)));
        }
    }

    private static String more(Again again) {
        return switch (again) {
            case Again.No _ -> "";
            case Again.Circle _ -> ", and so on down, until none is left";
            case Again.AsIn(var first, var last) when first == last -> ", after the same as in " + first;
            case Again.AsIn(var first, var last) -> ", after the same as in %d to %d".formatted(first, last);
        };
    }

    private String restrictions() {
        return relations("  Refused before anything changes, while a row would stay in", tree.restrictions());
    }

    private String untouched() {
        return relations("  Left as it is, on purpose:", tree.untouched());
    }

    private static String relations(String heading, List<Relation> relations) {
        if (relations.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(heading).append('\n');
        var width = relations.stream()
                .mapToInt(relation -> relation.child().name().length())
                .max()
                .orElse(0);
        relations.forEach(relation -> text.append(
                ("    %-" + width + "s  where %s%n").formatted(relation.child().name(), PlanWords.which(relation))));
        return text.toString();
    }

    private String numbered() {
        var digits = Math.max(3, Integer.toString(tree.size()).length());
        var width = lines.stream().mapToInt(line -> line.table().length()).max().orElse(0);
        var text = new StringBuilder();
        lines.forEach(line -> text.append(
                ("%" + digits + "d. %-" + width + "s  %s%n").formatted(line.number(), line.table(), line.what())));
        return text.toString();
    }

    private record Line(int number, String table, String what) {}
}
