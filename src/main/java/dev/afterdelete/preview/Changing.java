package dev.afterdelete.preview;

import static dev.afterdelete.sql.Statements.keysOf;

import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.plan.Step;
import dev.afterdelete.plan.TablePlan;
import dev.afterdelete.transact.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Counts the rows that would stay and change, and those that would stay and forbid the delete. */
final class Changing implements Descent.Visitor {
    private final Transaction transaction;
    private final Memory memory;
    private final Tally tally;

    Changing(Transaction transaction, Memory memory, Tally tally) {
        this.transaction = transaction;
        this.memory = memory;
        this.tally = tally;
    }

    @Override
    public boolean follows(Step step) {
        return true;
    }

    @Override
    public void enter(TablePlan rows, Function<Relation, List<Key>> referred) {
        rows.restrictions().forEach(relation -> restrict(relation, referred.apply(relation)));
        if (rows.effect() instanceof Effect.Removed) {
            rows.steps().stream().map(Step::relation).forEach(relation -> requireDefaultStays(relation, referred));
        }
    }

    @Override
    public List<Key> meet(Step step, List<Key> page) {
        var table = step.relation().child();
        return switch (step.effect()) {
            case Effect.Removed _ -> memory.freshDeleted(table, page);
            case Effect.Assigned effect -> {
                var fresh = memory.freshChanged(table, effect, memory.staying(table, page));
                tally.changed(table, effect, memory.countFirst(table, fresh));
                yield fresh;
            }
        };
    }

    private void restrict(Relation relation, List<Key> values) {
        var after = Optional.<Key>empty();
        while (!values.isEmpty()) {
            var page = transaction.keys(
                    keysOf(relation.child()).where(relation, values).page(after).limit(Descent.PAGE));
            tally.restricting(relation, memory.staying(relation.child(), page));
            if (page.size() < Descent.PAGE) {
                return;
            }
            after = Optional.of(page.getLast());
        }
    }

    private static void requireDefaultStays(Relation relation, Function<Relation, List<Key>> referred) {
        if (!(relation.onDelete() instanceof OnDelete.SetDefault action)) {
            return;
        }
        var going = referred.apply(relation);
        if (going.stream().anyMatch(value -> going.contains(action.applied(relation.reference(), value)))) {
            throw FaultException.of(
                    FaultCode.DEFAULT_IS_GOING,
                    "%s would get its default, and that is the row of %s that goes"
                            .formatted(relation.name(), relation.parent().name()));
        }
    }
}
