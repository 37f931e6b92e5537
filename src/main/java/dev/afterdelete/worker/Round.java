package dev.afterdelete.worker;

import dev.afterdelete.fault.Fault;

/** What one look at the queue came to. */
sealed interface Round {
    /** There was no message. */
    record Empty() implements Round {}

    /** At least one message ended, or failed by its own fault. */
    record Worked(Worker.Tally tally) implements Round {}

    /** The queue did not answer. */
    record Unanswered(Fault fault) implements Round {}

    /** Nothing ended, and all that failed is about a table that is broken; batches about others may fare better. */
    record Barren(Worker.Tally tally) implements Round {}

    /** Nothing ended, and another batch would hardly fare better just now. */
    record Stuck(Worker.Tally tally) implements Round {}
}
