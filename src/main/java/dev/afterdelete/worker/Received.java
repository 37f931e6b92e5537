package dev.afterdelete.worker;

import dev.afterdelete.event.Delivery;

/**
 * A delivery, and what its queue wants to hear again when it is over.
 *
 * @param receipt the queue's own word for this one delivery; another delivery of the same message has another
 */
public record Received(Delivery delivery, String receipt) {}
