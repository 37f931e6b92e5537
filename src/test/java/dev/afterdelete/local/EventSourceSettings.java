package dev.afterdelete.local;

import java.time.Duration;

/**
 * How an event source mapping gathers messages to batches, with the limits that AWS sets.
 *
 * @param batchSize the most messages of one batch, 1 to 10,000
 * @param window how long it gathers, from the first message on; at least a second for batches of more than 10
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Configuring an SQS event
 *     source mapping</a>
 */
public record EventSourceSettings(int batchSize, Duration window) {
    /** The most messages that one receive gives. */
    static final int MAX_RECEIVED = 10;

    private static final int MAX_BATCH = 10_000;
    private static final Duration MAX_WINDOW = Duration.ofMinutes(5);

    public EventSourceSettings {
        if (batchSize < 1 || batchSize > MAX_BATCH) {
            throw new IllegalArgumentException("a batch has 1 to %d messages".formatted(MAX_BATCH));
        }
        if (window.isNegative() || window.compareTo(MAX_WINDOW) > 0) {
            throw new IllegalArgumentException("a window is at most " + MAX_WINDOW);
        }
        if (batchSize > MAX_RECEIVED && window.toSeconds() < 1) {
            throw new IllegalArgumentException("batches of more than %d need a window".formatted(MAX_RECEIVED));
        }
    }
}
