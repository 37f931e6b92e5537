package dev.afterdelete.local;

import java.net.URI;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * An ElasticMQ server in this process, on a free port of the loopback interface. It can be stopped and started again
 * under the same address, and is then empty: no queue, no message.
 */
public final class EmbeddedQueue implements QueueServer {
    private static final String HOST = "127.0.0.1";

    private final int port;
    private @Nullable SQSRestServer server;

    private EmbeddedQueue(SQSRestServer server) {
        this.server = server;
        this.port = server.waitUntilStarted().localAddress().getPort();
    }

    /** Starts a server; takes a few seconds. */
    public static EmbeddedQueue start() {
        return new EmbeddedQueue(builder().withDynamicPort().start());
    }

    private static TheSQSRestServerBuilder builder() {
        return SQSRestServerBuilder.withInterface(HOST).withAWSRegion(SqsClients.REGION);
    }

    @Override
    public String name() {
        return "ElasticMQ (embedded)";
    }

    @Override
    public URI endpoint() {
        return URI.create("http://%s:%d".formatted(HOST, port));
    }

    /** Starts the stopped server again, empty and under its old address. <b>Idempotent</b>: a running one goes on. */
    public synchronized void restart() {
        if (server == null) {
            var restarted = builder().withPort(port).start();
            restarted.waitUntilStarted();
            server = restarted;
        }
    }

    /** Stops the server and forgets all of its messages. <b>Idempotent</b>. */
    public synchronized void stop() {
        if (server != null) {
            server.stopAndWait();
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
