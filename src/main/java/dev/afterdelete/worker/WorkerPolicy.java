package dev.afterdelete.worker;

import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import java.time.Duration;

/**
 * How a worker gathers batches, and when it stops.
 *
 * @param batchSize the most messages of one batch, at least 1
 * @param window how long it gathers, from the first message on
 * @param poll how long it waits for the first message
 * @param reserve how much of the time that the queue gives is kept for sending on what is left
 * @param end when it stops by itself
 */
public record WorkerPolicy(int batchSize, Duration window, Duration poll, Duration reserve, End end) {
    private static final Duration LONG_POLL = Duration.ofSeconds(20);
    private static final Duration SHORT_POLL = Duration.ofSeconds(2);
    private static final Duration LEAST_BUDGET = Duration.ofSeconds(1);

    /** When a worker stops. */
    public enum End {
        /** When somebody asks it to. */
        ASKED,
        /** When a receive found nothing, or somebody asks it to. */
        EMPTY
    }

    public WorkerPolicy {
        if (batchSize < 1 || window.isNegative() || poll.isNegative() || reserve.isNegative()) {
            throw new IllegalArgumentException("a batch has a message, and no time is negative");
        }
    }

    /** Batches of so many messages, gathered for so long, with nothing kept; polls as it fits {@code end}. */
    public static WorkerPolicy of(int batchSize, Duration window, End end) {
        var poll = switch (end) {
            case ASKED -> LONG_POLL;
            case EMPTY -> SHORT_POLL;
        };
        return new WorkerPolicy(batchSize, window, poll, Duration.ZERO, end);
    }

    /** The same, but so much of the time that the queue gives is kept. */
    public WorkerPolicy keeping(Duration kept) {
        return new WorkerPolicy(batchSize, window, poll, kept, end);
    }

    /**
     * How long after its first message came a batch may begin attempts.
     *
     * @param held how long the queue keeps a message from others
     * @throws FaultException systemic, when that leaves no time for work
     */
    Duration budgetWithin(Duration held) {
        var needed = window.plus(reserve).plus(LEAST_BUDGET);
        if (held.compareTo(needed) < 0) {
            throw FaultException.of(
                    FaultCode.INVALID_CONFIGURATION,
                    "the queue hides a message for %s, expected at least %s: the window (%s), AFTERDELETE_TIME_RESERVE (%s) and %s of work; raise its visibility timeout"
                            .formatted(held, needed, window, reserve, LEAST_BUDGET));
        }
        return held.minus(reserve);
    }
}
