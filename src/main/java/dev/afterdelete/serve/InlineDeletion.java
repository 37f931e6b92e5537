package dev.afterdelete.serve;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs the cascade in the request; what the time budget leaves over goes to the queue. */
public final class InlineDeletion implements DeletionStrategy {
    private final RowDeletion rows;
    private final MessageMaker messages;
    private final MessageRunner runner;
    private final Supplier<TimeBudget> budgets;

    /** Runs through {@code runner}, each request with a budget from {@code budgets}. */
    public InlineDeletion(RowDeletion rows, MessageMaker messages, MessageRunner runner, Supplier<TimeBudget> budgets) {
        this.rows = rows;
        this.messages = messages;
        this.runner = runner;
        this.budgets = budgets;
    }

    @Override
    public Answer delete(Table table, Key key, Optional<String> tenant) {
        try {
            var message = messages.standing(table, List.of(key), tenant);
            return rows.exists(message) ? run(message) : new Answer.NotFound();
        } catch (FaultException notDone) {
            return new Answer.NotDone(notDone.fault());
        }
    }

    private Answer run(CascadeMessage message) {
        var run = runner.run(List.of(message), budgets.get());
        return switch (run.outcomes().getFirst()) {
            case Outcome.Done _ -> new Answer.Deleted(run.rows().byTable());
            case Outcome.Suspended _ -> new Answer.Accepted();
            case Outcome.Refused(var fault) -> new Answer.NotDone(fault);
            case Outcome.Failed(var fault, var _) -> new Answer.NotDone(fault);
        };
    }
}
