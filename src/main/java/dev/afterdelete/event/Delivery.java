package dev.afterdelete.event;

import java.time.Instant;
import java.util.Optional;

/**
 * One message as the queue hands it over, before anybody has read it.
 *
 * @param id the queue's own name for the message, unique in its batch
 * @param body as sent; empty where the queue gave none
 * @param receiveCount how often the queue has handed it over, this time included; at least 1
 * @param times when it was sent and received, as far as the queue says
 * @param approval what the message says beside its body
 */
public record Delivery(String id, String body, int receiveCount, Times times, Envelope.Approval approval) {
    public Delivery {
        if (receiveCount < 1) {
            throw new IllegalArgumentException("a delivery counts itself");
        }
    }

    /** A delivery by a queue that tells no times, which nobody has approved. */
    public Delivery(String id, String body, int receiveCount) {
        this(id, body, receiveCount, Times.UNKNOWN, Envelope.Approval.NONE);
    }

    /**
     * A message's times on its queue.
     *
     * @param sent when it was sent there
     * @param firstReceived when it was first handed over
     */
    public record Times(Optional<Instant> sent, Optional<Instant> firstReceived) {
        /** Nothing is known. */
        public static final Times UNKNOWN = new Times(Optional.empty(), Optional.empty());
    }
}
