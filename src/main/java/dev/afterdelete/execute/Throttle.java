package dev.afterdelete.execute;

import java.time.Duration;
import java.util.Locale;
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

    /** Why cascades are held back. A name never changes its meaning: metrics and log lines carry it. */
    enum HoldReason {
        /** The smallest attempt takes much longer than attempts should: the database is tired. */
        ATTEMPT_TIME("even a small attempt took more than twice the target time"),
        /** Rows are changed faster than replicas follow. */
        REPLICA_LAG("a replica is further behind than allowed, or does not replicate"),
        /** The server is busy with statements of others. */
        THREADS_RUNNING("the server runs more threads than allowed"),
        /** The operator allows only so many rows a second. */
        ROWS_PER_SECOND("as many rows were changed as are allowed for now");

        private final String meaning;

        HoldReason(String meaning) {
            this.meaning = meaning;
        }

        /** The name that metrics, log lines and documents use. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What is the matter, as one clause. */
        public String meaning() {
            return meaning;
        }
    }
}
