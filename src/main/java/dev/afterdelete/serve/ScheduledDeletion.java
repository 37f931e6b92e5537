package dev.afterdelete.serve;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import java.util.List;
import java.util.Optional;

/** Marks the row as deleted and leaves the rest to the sweep: the mark itself is the debt. */
public final class ScheduledDeletion implements DeletionStrategy {
    private final RowDeletion rows;
    private final MessageMaker messages;

    /** Marks what {@code messages} makes of a request through {@code rows}. */
    public ScheduledDeletion(RowDeletion rows, MessageMaker messages) {
        this.rows = rows;
        this.messages = messages;
    }

    @Override
    public Answer delete(Table table, Key key, Optional<String> tenant) {
        return table.softDelete()
                .map(softDelete -> mark(table, key, tenant, softDelete))
                .orElseGet(() -> new Answer.NotDone(new Fault(
                        FaultCode.INVALID_CONFIGURATION,
                        "table %s needs a softDelete in the declaration for the scheduled strategy"
                                .formatted(table.name()))));
    }

    private Answer mark(Table table, Key key, Optional<String> tenant, SoftDelete softDelete) {
        try {
            var message = messages.deleted(table, List.of(key), tenant);
            return rows.markDeleted(message, softDelete) ? new Answer.Accepted() : new Answer.NotFound();
        } catch (FaultException notDone) {
            return new Answer.NotDone(notDone.fault());
        }
    }
}
