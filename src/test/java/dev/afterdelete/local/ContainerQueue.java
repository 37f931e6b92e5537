package dev.afterdelete.local;

import java.net.URI;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack's SQS in a container. */
public final class ContainerQueue implements QueueServer {
    private static final String IMAGE = "localstack/localstack:4.14.0";

    private final LocalStackContainer container;

    private ContainerQueue(LocalStackContainer container) {
        this.container = container;
    }

    /** Starts a server; takes a few seconds. */
    public static ContainerQueue start() {
        var container = new LocalStackContainer(DockerImageName.parse(IMAGE))
                .withServices("sqs")
                .withEnv("SQS_ENDPOINT_STRATEGY", "dynamic"); // queue URLs as the caller reaches them
        container.start();
        return new ContainerQueue(container);
    }

    @Override
    public String name() {
        return IMAGE + " (container)";
    }

    @Override
    public URI endpoint() {
        return container.getEndpoint();
    }

    @Override
    public void close() {
        container.stop();
    }
}
