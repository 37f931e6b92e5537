package dev.afterdelete.serve;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;

/** Marks the row as deleted and leaves the rest to the sweep: the mark itself is the debt. */
public final class ScheduledDeletion implements DeletionStrategy {
    private final RowDeletion rows;

    /** Marks through {@code rows}. */
    public ScheduledDeletion(RowDeletion rows) {
        this.rows = rows;
    }

    @Override
    public Answer delete(Table table, Key key) {
        return table.softDelete()
                .map(softDelete -> mark(table, key, softDelete))
                .orElseGet(() -> new Answer.NotDone(new Fault(
                        FaultCode.INVALID_CONFIGURATION,
                        "table %s needs a softDelete in the declaration for the scheduled strategy"
                                .formatted(table.name()))));
    }

    private Answer mark(Table table, Key key, SoftDelete softDelete) {
        try {
            return rows.markDeleted(table, key, softDelete) ? new Answer.Accepted() : new Answer.NotFound();
        } catch (FaultException notDone) {
            return new Answer.NotDone(notDone.fault());
        }
    }
}
