package dev.afterdelete.sweep;

import dev.afterdelete.execute.Outcome;
import dev.afterdelete.fault.FaultClass;
import dev.afterdelete.fault.FaultCode;

/** How the flagged rows ended that one pass over a table has come to. */
final class SweptPass {
    private long done;
    private long left;
    private long refused;
    private boolean canGetOn;

    void ended(int rows, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done _ -> done += rows;
            case Outcome.Refused _ -> refused += rows;
            case Outcome.Suspended _ -> {
                left += rows;
                canGetOn = true;
            }
            case Outcome.Failed(var fault, var _) -> {
                left += rows;
                canGetOn |= fault.faultClass() != FaultClass.SYSTEMIC
                        && fault.code() != FaultCode.HELD_BACK; // who is held back has had its turn
            }
        }
    }

    long done() {
        return done;
    }

    long left() {
        return left;
    }

    long refused() {
        return refused;
    }

    /** Whether a row was left that another try can help. */
    boolean canGetOn() {
        return canGetOn;
    }

    /**
     * Adds the rows that the pass before left or had refused, and that this one, which the end of the time cut short,
     * did not come to. A row that was refused is refused again, for the most part.
     */
    void carryOver(SweptPass before) {
        var unseen = Math.max(0, before.left + before.refused - done - left - refused);
        var stillRefused = Math.min(unseen, Math.max(0, before.refused - refused));
        refused += stillRefused;
        left += unseen - stillRefused;
    }
}
