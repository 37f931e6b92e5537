package dev.afterdelete.event;

/**
 * One message as the queue hands it over, before anybody has read it.
 *
 * @param id the queue's own name for the message, unique in its batch
 * @param body as sent; empty where the queue gave none
 * @param receiveCount how often the queue has handed it over, this time included; at least 1
 * @param approval what the message says beside its body
 */
public record Delivery(String id, String body, int receiveCount, Envelope.Approval approval) {
    /** A delivery that nobody has approved. */
    public Delivery(String id, String body, int receiveCount) {
        this(id, body, receiveCount, Envelope.Approval.NONE);
    }

    public Delivery {
        if (receiveCount < 1) {
            throw new IllegalArgumentException("a delivery counts itself");
        }
    }
}
