package dev.afterdelete.serve;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Table;
import java.util.List;
import java.util.Optional;

/**
 * Deletes the row and owes the rest in one transaction, then says so on the queue. When that send fails the debt still
 * stands, and the relay sends it.
 */
public final class QueuedDeletion implements DeletionStrategy {
    private final RowDeletion rows;
    private final MessageMaker messages;
    private final MessageFormat format;
    private final Publisher publisher;
    private final CascadeListener listener;

    /** Deletes through {@code rows}, and publishes what {@code messages} makes of it. */
    public QueuedDeletion(
            RowDeletion rows,
            MessageMaker messages,
            MessageFormat format,
            Publisher publisher,
            CascadeListener listener) {
        this.rows = rows;
        this.messages = messages;
        this.format = format;
        this.publisher = publisher;
        this.listener = listener;
    }

    @Override
    public Answer delete(Table table, Key key, Optional<String> tenant) {
        try {
            var message = messages.deleted(table, List.of(key), tenant);
            var owed = rows.deleteOwing(message);
            owed.ifPresent(this::publish);
            return owed.isPresent() ? new Answer.Accepted() : new Answer.NotFound();
        } catch (FaultException notDone) {
            return new Answer.NotDone(notDone.fault());
        }
    }

    private void publish(CascadeMessage message) {
        publisher
                .publish(List.of(OutgoingMessage.of(message, format)))
                .getFirst()
                .ifPresent(fault -> listener.on(new Happening.SendFailed(fault)));
    }
}
