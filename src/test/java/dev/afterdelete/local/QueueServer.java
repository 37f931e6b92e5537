package dev.afterdelete.local;

import java.net.URI;

/** A running SQS server that the local system and the tests may do with as they like. */
public interface QueueServer extends AutoCloseable {
    /** Product and where it runs, for a person: {@code ElasticMQ (embedded)}. */
    String name();

    /** Where its API listens. */
    URI endpoint();

    /** Stops the server and forgets all of its messages. <b>Idempotent</b>. */
    @Override
    void close();
}
