package dev.afterdelete.serve;

import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Table;
import java.util.Optional;

/** Another strategy, whose failures the listener is told, whichever it is. */
public final class ToldDeletion implements DeletionStrategy {
    private final DeletionStrategy strategy;
    private final CascadeListener listener;

    /** Deletes as {@code strategy} does, and tells {@code listener} what is not done. */
    public ToldDeletion(DeletionStrategy strategy, CascadeListener listener) {
        this.strategy = strategy;
        this.listener = listener;
    }

    @Override
    public Answer delete(Table table, Key key, Optional<String> tenant) {
        var answer = strategy.delete(table, key, tenant);
        if (answer instanceof Answer.NotDone(var fault)) {
            listener.on(new Happening.RequestNotDone(table.name(), fault));
        }
        return answer;
    }
}
