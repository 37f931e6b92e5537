package dev.afterdelete.config.queue;

import java.net.URI;

/** Where messages go and come from; the scheme of the URL chooses. */
public sealed interface QueueAddress {
    /**
     * A queue of SQS.
     *
     * @param url as SQS names it
     */
    record Sqs(URI url) implements QueueAddress {}

    /**
     * A queue of RabbitMQ, and what belongs to it.
     *
     * @param broker where RabbitMQ is
     * @param name of its exchange and its queue, and what the names of all others begin with
     */
    record RabbitMq(BrokerAddress broker, String name) implements QueueAddress {}
}
