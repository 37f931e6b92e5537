package dev.afterdelete.preview;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.plan.Step;
import dev.afterdelete.plan.TablePlan;
import java.util.List;
import java.util.function.Function;

/** Counts the rows that would be deleted. */
final class Deleting implements Descent.Visitor {
    private final Memory memory;
    private final Tally tally;

    Deleting(Memory memory, Tally tally) {
        this.memory = memory;
        this.tally = tally;
    }

    @Override
    public boolean follows(Step step) {
        return step.effect() instanceof Effect.Removed;
    }

    @Override
    public void enter(TablePlan rows, Function<Relation, List<Key>> referred) {
        // Whether anything forbids the delete is known only when all rows were met that would go.
    }

    @Override
    public List<Key> meet(Step step, List<Key> page) {
        var table = step.relation().child();
        var fresh = memory.freshDeleted(table, page);
        tally.deleted(table, fresh.size());
        return fresh;
    }
}
