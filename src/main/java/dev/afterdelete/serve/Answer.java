package dev.afterdelete.serve;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.transact.ChangedRows;

/** What becomes of a request to delete one row. */
public sealed interface Answer {
    /** The row and everything that hangs from it are gone. */
    record Deleted(ChangedRows rows) implements Answer {}

    /** The cascade is certain to happen, and not finished yet. */
    record Accepted() implements Answer {}

    /** There is no such row; nothing was changed. */
    record NotFound() implements Answer {}

    /** It was not done. What was deleted inline before the fault stays deleted; the row itself stands. */
    record NotDone(Fault fault) implements Answer {}
}
