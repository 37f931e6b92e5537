package dev.afterdelete.local;

import java.io.PrintStream;
import org.testcontainers.DockerClientFactory;

/**
 * Whether tests can run in containers, and whether they must.
 *
 * @param available Docker answers
 * @param required somebody said that its absence is a failure
 */
public record DockerPresence(boolean available, boolean required) {
    /** What is so here and now. */
    public static DockerPresence here() {
        return new DockerPresence(
                DockerClientFactory.instance().isDockerAvailable(), Boolean.getBoolean("docker.required"));
    }

    /**
     * Whether a test class is to run in containers too.
     *
     * @param out told what will not be run
     * @throws IllegalStateException when it has to, and cannot
     */
    public boolean admits(String testClass, PrintStream out) {
        if (!available && required) {
            throw new IllegalStateException(testClass + " has to run in containers too, and there is no Docker here:"
                    + " start it, or leave out -Ddocker.required=true");
        }
        if (!available) {
            out.println(
                    testClass
                            + " was NOT run in containers (real MySQL, Vitess, LocalStack, RabbitMQ): there is no Docker here.");
        }
        return available;
    }
}
