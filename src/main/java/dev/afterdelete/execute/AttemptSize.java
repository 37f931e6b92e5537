package dev.afterdelete.execute;

import java.time.Duration;

/** How many rows the next attempt may change: less after one that took too long, slowly more after one that did not. */
final class AttemptSize {
    /** Time alone makes no attempt smaller than this: below it a commit costs more than the rows. */
    private static final long FLOOR = 100;

    private final EnginePolicy policy;
    private long rows;

    AttemptSize(EnginePolicy policy) {
        this.policy = policy;
        this.rows = policy.maxRows();
    }

    long rows() {
        return rows;
    }

    /** Learns from an attempt that changed {@code changed} rows in {@code duration}. */
    void learn(long changed, Duration duration) {
        if (duration.compareTo(policy.targetTime()) > 0) {
            rows = Math.min(rows, Math.max(FLOOR, changed / 2));
        } else if (duration.multipliedBy(2).compareTo(policy.targetTime()) < 0) {
            rows = Math.min(policy.maxRows(), rows + Math.max(1, policy.maxRows() / 10));
        }
    }

    /** Halves: the database said that it was too much. */
    void halve() {
        rows = Math.max(1, rows / 2);
    }
}
