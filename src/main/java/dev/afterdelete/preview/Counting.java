package dev.afterdelete.preview;

import static dev.afterdelete.sql.Statements.countOf;

import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.plan.Step;
import dev.afterdelete.plan.TablePlan;
import dev.afterdelete.transact.Transaction;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Counts the rows that would be deleted or changed, and stops as soon as there are too many. Rows that nothing follows
 * from are counted by the database.
 */
final class Counting implements Descent.Visitor {
    private final Transaction transaction;
    private final CascadePlan plan;
    private final Memory memory;
    private final long most;
    private final BooleanSupplier isTooLate;
    private long counted;

    /**
     * Begins with the rows at the top.
     *
     * @param standing the rows at the top that are there
     * @param most how many are not too many
     * @param isTooLate whether there is no time left to count
     */
    Counting(Transaction transaction, CascadePlan plan, List<Key> standing, long most, BooleanSupplier isTooLate) {
        this.transaction = transaction;
        this.plan = plan;
        this.memory = new Memory(plan);
        this.most = most;
        this.isTooLate = isTooLate;
        this.counted = memory.freshDeleted(plan.root().table(), standing).size();
    }

    /** Whether there were too many. */
    boolean isTooMuch() {
        return counted > most;
    }

    @Override
    public boolean follows(Step step) {
        return true;
    }

    @Override
    public void enter(TablePlan rows, Function<Relation, List<Key>> referred) {
        // Rows that forbid the cascade are not part of it.
    }

    @Override
    public boolean isEnough() {
        if (isTooLate.getAsBoolean()) {
            throw FaultException.of(FaultCode.NOT_FINISHED, "the cascade could not be counted in time");
        }
        return isTooMuch();
    }

    @Override
    public boolean takesAll(Step step, List<Key> values) {
        if (!plan.planOf(step).steps().isEmpty() || memory.remembers(step)) {
            return false;
        }
        var relation = step.relation();
        counted += transaction.count(
                countOf(relation.child()).where(relation, values).limit(most - counted + 1));
        return true;
    }

    @Override
    public List<Key> meet(Step step, List<Key> page) {
        var table = step.relation().child();
        return switch (step.effect()) {
            case Effect.Removed _ -> {
                var fresh = memory.freshDeleted(table, page);
                counted += fresh.size();
                yield fresh;
            }
            case Effect.Assigned assigned -> {
                var fresh = memory.freshChanged(table, assigned, page);
                counted += memory.countFirst(table, fresh);
                yield fresh;
            }
        };
    }
}
