package dev.afterdelete.rabbit;

import java.util.function.BooleanSupplier;

/**
 * How much is on its way at a time: as much as the buffers on the way hold, so that whoever writes is not stuck when
 * RabbitMQ stops reading. A channel of which nothing was heard yet carries one message: RabbitMQ says that it is short
 * of something only to whoever publishes.
 */
final class SendWindow {
    private static final int MOST_BYTES = 512 * 1_024;
    private static final int MOST_MESSAGES = 100;

    private final Confirmations confirmations;
    private long bytes;

    SendWindow(Confirmations confirmations) {
        this.confirmations = confirmations;
    }

    /** Waits until a message of this length fits, or as {@link Confirmations#awaitFewerThan} does. */
    void awaitRoomFor(int length, BooleanSupplier givenUp, long end) throws InterruptedException {
        if (bytes > 0 && bytes + length > MOST_BYTES) {
            confirmations.awaitFewerThan(1, givenUp, end);
            bytes = 0;
        } else {
            confirmations.awaitFewerThan(confirmations.hasAnswered() ? MOST_MESSAGES : 1, givenUp, end);
        }
        bytes += length;
    }
}
