package dev.afterdelete.event;

import dev.afterdelete.fault.Fault;
import java.util.List;
import java.util.Optional;

/**
 * Hands messages to the queue. A message that is reported as sent will be delivered at least once; one that is not may
 * have been sent all the same.
 */
public interface Publisher {
    /** The attribute of a message that a person let through once, although its cascade is over its table's cap. */
    String APPROVED_ATTRIBUTE = "afterdelete-approved";

    /**
     * Sends messages, as many together as the queue takes.
     *
     * <p><b>Order</b>: none; neither does the queue keep one.
     *
     * @param messages any number
     * @return for each message, in the order given, why it was not sent; empty where it was. Never throws for what a
     *     queue can answer.
     */
    List<Optional<Fault>> publish(List<OutgoingMessage> messages);
}
