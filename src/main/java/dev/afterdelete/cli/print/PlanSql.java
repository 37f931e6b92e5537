package dev.afterdelete.cli.print;

import static dev.afterdelete.sql.Statements.deleteFrom;
import static dev.afterdelete.sql.Statements.lockKeysOf;
import static dev.afterdelete.sql.Statements.lockReferredOf;
import static dev.afterdelete.sql.Statements.update;

import dev.afterdelete.cli.print.PlanTree.Again;
import dev.afterdelete.cli.print.PlanTree.Branch;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.plan.Step;
import dev.afterdelete.plan.TablePlan;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.BoundStatement;
import dev.afterdelete.sql.Probe;
import dev.afterdelete.sql.Statements.Unkeyed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The statements of a plan, for one row, as the engine makes them. A value that is known only when they run is a
 * placeholder.
 */
public final class PlanSql {
    /** The most rows of one level; what a statement is bounded by depends on what the attempt has done before. */
    private static final int ROWS = 1_000;

    /** YAML has no such character, so that nothing declared is taken for it. */
    private static final KeyValue UNKNOWN = KeyValue.of("\u0000");

    private final PlanTree tree;
    private final Key top;
    private final Optional<KeyValue> shard;

    /** For the row {@code key}, or for any. */
    public PlanSql(PlanTree tree, Optional<Key> key) {
        this.tree = tree;
        this.top = key.orElseGet(() -> unknown(tree.root().table().key().size()));
        this.shard = tree.root()
                .table()
                .shardBy()
                .map(_ -> key.flatMap(table()::shardOf).orElse(UNKNOWN));
    }

    /** All of them in the order in which they run, with comments. */
    public String text(Optional<Key> key) {
        var text = new StringBuilder("-- ").append(PlanText.heading(tree, key));
        rootBefore().forEach(statement -> text.append(statement).append(";\n"));
        tree.branches().forEach(branch -> append(text, branch));
        text.append("%n-- %d. %s: delete the row itself, last%n".formatted(tree.size(), table().name()))
                .append(rootChange())
                .append(";\n");
        return text.toString();
    }

    /** What is read before any child of the row at the top is touched. */
    List<String> rootBefore() {
        return before(tree.root(), top);
    }

    /** What ends the cascade. */
    String rootChange() {
        return render(deleteFrom(table()).whereKey(List.of(top)).limit(1));
    }

    /** What is read of the children of a step, before anything below them is touched; empty where nothing is below. */
    List<String> before(Branch branch) {
        if (!isByKey(branch)) {
            return List.of();
        }
        var child = branch.table();
        var statements = new ArrayList<String>();
        statements.add(render(lockKeysOf(child)
                .where(branch.step().relation(), values(branch))
                .limit(ROWS)));
        if (branch.again() instanceof Again.No) {
            statements.addAll(before(branch.plan(), unknown(child.key().size())));
        }
        return statements;
    }

    /** What a step does to the children. */
    String change(Branch branch) {
        var relation = branch.step().relation();
        var change = change(relation.child(), branch.step().effect());
        return render(
                isByKey(branch)
                        ? change.whereKey(List.of(unknown(relation.child().key().size())))
                                .and(relation, values(branch))
                                .limit(1)
                        : change.where(relation, values(branch)).limit(ROWS));
    }

    private void append(StringBuilder text, Branch branch) {
        var name = branch.table().name();
        var before = before(branch);
        if (!before.isEmpty()) {
            text.append("%n-- for %d: which rows of %s%n".formatted(branch.number(), name));
            before.forEach(statement -> text.append(statement).append(";\n"));
        }
        branch.below().forEach(below -> append(text, below));
        text.append("%n-- %d. %s: %s%n".formatted(branch.number(), name, PlanText.sentence(branch)))
                .append(change(branch))
                .append(";\n");
    }

    /** What is read of rows before their children are dealt with: references beside the key, restrictions, a probe. */
    private List<String> before(TablePlan rows, Key key) {
        var statements = new ArrayList<String>();
        var read = new LinkedHashMap<List<String>, String>();
        for (var relation : followed(rows)) {
            if (!relation.reference().isToKey()) {
                read.computeIfAbsent(
                        relation.parentColumns(),
                        _ -> render(
                                lockReferredOf(relation).whereKey(List.of(key)).limit(1)));
            }
        }
        statements.addAll(read.sequencedValues());
        rows.restrictions()
                .forEach(relation -> statements.add(render(lockKeysOf(relation.child())
                        .where(relation, values(relation, key))
                        .limit(1))));
        if (rows.steps().size() >= Probe.WORTH_FROM) {
            statements.add(probe(rows, key));
        }
        return statements;
    }

    private static List<Relation> followed(TablePlan rows) {
        var followed = new ArrayList<>(rows.steps().stream().map(Step::relation).toList());
        followed.addAll(rows.restrictions());
        return followed;
    }

    private String probe(TablePlan rows, Key key) {
        var values = new LinkedHashMap<Relation, List<Key>>();
        rows.steps().forEach(step -> values.put(step.relation(), values(step.relation(), key)));
        var probe = Probe.of(values);
        var there = shard.map(probe::on).orElse(probe);
        return render(there.text(), there.values());
    }

    /** Rows are found by key where something comes first that needs to know them. */
    private static boolean isByKey(Branch branch) {
        return branch.step() instanceof Step.Descend;
    }

    private List<Key> values(Branch branch) {
        var relation = branch.step().relation();
        return branch.depth() == 1
                ? values(relation, top)
                : List.of(unknown(relation.columns().size()));
    }

    private static List<Key> values(Relation relation, Key key) {
        return List.of(
                relation.reference().isToKey()
                        ? relation.reference().valuesOf(key)
                        : unknown(relation.columns().size()));
    }

    private static Unkeyed<BoundChange> change(Table table, Effect effect) {
        return switch (effect) {
            case Effect.Removed _ -> deleteFrom(table);
            case Effect.Assigned(var assignments) -> update(table, assignments);
        };
    }

    private Table table() {
        return tree.root().table();
    }

    private static Key unknown(int columns) {
        return new Key(Collections.nCopies(columns, UNKNOWN));
    }

    private String render(BoundStatement statement) {
        var there = shard.<BoundStatement>map(statement::on).orElse(statement);
        return render(there.text(), there.values());
    }

    /** The values in place of their {@code ?}, of which none counts that stands in the name of something. */
    private static String render(String text, List<KeyValue> values) {
        var rendered = new StringBuilder();
        var next = values.iterator();
        var quoted = false;
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            quoted ^= character == '`';
            if (character == '?' && !quoted) {
                var value = next.next();
                rendered.append(value.equals(UNKNOWN) ? "?" : PlanWords.literal(value));
            } else {
                rendered.append(character);
            }
        }
        return rendered.toString();
    }
}
