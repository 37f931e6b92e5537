package dev.afterdelete.local.aot;

import dev.afterdelete.local.FunctionConfiguration;
import dev.afterdelete.local.FunctionException;
import dev.afterdelete.local.LambdaEnvironment;
import dev.afterdelete.local.LambdaFunction;
import dev.afterdelete.local.RuntimeApi;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * One execution environment of a function in Lambda's own image, whose JVM is the one that Lambda runs. It shares the
 * network of this machine, and takes its events from a {@link RuntimeApi} here.
 */
final class LambdaContainer implements LambdaFunction, AutoCloseable {
    private static final Path TASK_ROOT = Path.of("/var/task");
    private static final Duration ENDING = Duration.ofMinutes(2);

    private final FunctionConfiguration configuration;
    private final RuntimeApi api;
    private final GenericContainer<?> container;

    private LambdaContainer(FunctionConfiguration configuration, RuntimeApi api, GenericContainer<?> container) {
        this.configuration = configuration;
        this.api = api;
        this.container = container;
    }

    /**
     * Starts an environment.
     *
     * @param image of Lambda's Java runtime
     * @param root the function's code, laid out
     */
    static LambdaContainer start(String image, Path root, FunctionConfiguration configuration) {
        var api = RuntimeApi.start(configuration.handler());
        var container = new GenericContainer<>(DockerImageName.parse(image))
                .withNetworkMode("host")
                .withFileSystemBind(root.toAbsolutePath().toString(), TASK_ROOT.toString(), BindMode.READ_ONLY)
                .withEnv(LambdaEnvironment.variables(configuration, TASK_ROOT, api.authority()))
                .withCommand(configuration.handler());
        try {
            container.start();
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
        return new LambdaContainer(configuration, api, container);
    }

    @Override
    public byte[] invoke(byte[] event) {
        try {
            return api.invoke(event, configuration.timeout());
        } catch (FunctionException e) {
            throw new IllegalStateException("the function failed; it wrote%n%s".formatted(container.getLogs()), e);
        }
    }

    /** Ends the environment's JVM as its end is meant to be, and takes a file that it has written. */
    void endAndTake(Path file, Path to) {
        var docker = container.getDockerClient();
        docker.stopContainerCmd(container.getContainerId())
                .withTimeout((int) ENDING.toSeconds())
                .exec();
        try {
            container.copyFileFromContainer(file.toString(), to.toString());
        } catch (RuntimeException e) {
            throw new IllegalStateException("the JVM left no %s; it wrote%n%s".formatted(file, container.getLogs()), e);
        }
    }

    @Override
    public void close() {
        container.stop();
        api.close();
    }
}
