package dev.afterdelete.orphan;

import java.time.Duration;

/**
 * How orphans are dealt with.
 *
 * @param treatment what is done about them
 * @param confirmAfter a reference is an orphan for certain when two passes found it so, at least so far apart
 * @param rest no pass begins sooner after the one before began
 */
public record OrphanPolicy(Treatment treatment, Duration confirmAfter, Duration rest) {
    /** What is done about orphans. */
    public enum Treatment {
        /** They are counted and shown. */
        REPORT,
        /** Those that are confirmed get what their relation says. */
        FIX
    }

    public OrphanPolicy {
        if (confirmAfter.isNegative() || rest.isNegative()) {
            throw new IllegalArgumentException("a time between passes is not negative");
        }
    }
}
