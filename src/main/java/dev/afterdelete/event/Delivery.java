package dev.afterdelete.event;

/**
 * One message as the queue hands it over, before anybody has read it.
 *
 * @param id the queue's own name for the message, unique in its batch
 * @param body as sent; empty where the queue gave none
 * @param receiveCount how often the queue has handed it over, this time included; at least 1
 */
public record Delivery(String id, String body, int receiveCount) {
    public Delivery {
        if (receiveCount < 1) {
            throw new IllegalArgumentException("a delivery counts itself");
        }
    }
}
