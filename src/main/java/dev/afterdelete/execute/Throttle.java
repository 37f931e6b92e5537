package dev.afterdelete.execute;

import java.time.Duration;
import java.util.Optional;

/**
 * How fast cascades may go. It is asked before each attempt and told after it; one instance serves everything that a
 * process does, and what it has learned outlives an invocation.
 *
 * <p><b>Not guaranteed</b>: that all processes together keep to a limit. Each has a throttle of its own, and they meet
 * only in what the database shows. <b>Threads</b>: one at a time.
 */
public interface Throttle {
    /**
     * Waits until the next attempt may begin. Must not be called within a transaction, because it may ask the database.
     * What the database answers to that, or does not, is never an exception.
     *
     * @return empty when the attempt may begin; otherwise why it may not, where the budget ends before that can change.
     *     Nothing was waited for in vain then
     * @throws dev.afterdelete.fault.FaultException when the thread is interrupted while it waits
     */
    Optional<HoldReason> awaitTurn(TimeBudget budget);

    /** How large the next attempt may be: at least one row, and no more than the operator allows. */
    EnginePolicy limits();

    /**
     * Learns that an attempt was committed.
     *
     * @param rows how many it changed
     * @param duration from its first statement to the end of its commit
     */
    void spent(long rows, Duration duration);

    /** Learns that the database refused an attempt because it was too large: the next one is half of it. */
    void tooMuch();
}
