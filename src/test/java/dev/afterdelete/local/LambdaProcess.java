package dev.afterdelete.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One execution environment of a function: a JVM of its own with Lambda's own runtime client in it, started as the
 * managed Java runtime starts it, that takes its events from a {@link RuntimeApi}. <b>Threads</b>: any may call it; it
 * runs one event at a time. As in Lambda, an environment that runs out of time is killed; unlike there, no other takes
 * its place.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Lambda: execution
 *     environment</a>
 */
public final class LambdaProcess implements LambdaFunction, AutoCloseable {
    private final FunctionConfiguration configuration;
    private final RuntimeApi api;
    private final TaskRoot taskRoot;
    private final Process process;
    private final long spawnedNanos;
    private final OutputLines output;
    private final ReentrantLock oneAtATime = new ReentrantLock(true);

    private LambdaProcess(
            FunctionConfiguration configuration, RuntimeApi api, TaskRoot taskRoot, Consumer<String> listener)
            throws IOException {
        this.configuration = configuration;
        this.api = api;
        this.taskRoot = taskRoot;
        output = new OutputLines(listener);
        var command = ManagedRuntime.command(
                configuration, NativeClient.copyTo(taskRoot.own().path()));
        var builder =
                new ProcessBuilder(command).directory(taskRoot.path().toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(LambdaEnvironment.variables(configuration, taskRoot.path(), api.authority()));
        spawnedNanos = System.nanoTime();
        process = builder.start();
        Thread.ofPlatform()
                .daemon()
                .name("output of " + configuration.name())
                .start(() -> output.readAll(process.inputReader(StandardCharsets.UTF_8)));
        var _ = process.onExit().thenAccept(ended -> api.end(exit(ended)));
    }

    /** Starts an environment; it is not awaited, the first event waits for it. */
    public static LambdaProcess start(FunctionConfiguration configuration) {
        return start(configuration, line -> {});
    }

    /**
     * Starts an environment.
     *
     * @param listener gets each line that the function writes, as it comes
     * @throws UnsupportedOperationException where Lambda's runtime client does not run
     */
    public static LambdaProcess start(FunctionConfiguration configuration, Consumer<String> listener) {
        var taskRoot = TaskRoot.of(configuration.code());
        var api = RuntimeApi.start(configuration.name());
        try {
            return new LambdaProcess(configuration, api, taskRoot, listener);
        } catch (IOException | RuntimeException e) {
            api.close();
            taskRoot.close();
            throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
        }
    }

    private static FunctionException exit(Process ended) {
        return new FunctionException("Runtime.ExitError", "the runtime ended with exit status " + ended.exitValue());
    }

    @Override
    public byte[] invoke(byte[] event) {
        oneAtATime.lock();
        try {
            return api.invoke(event, configuration.timeout());
        } catch (FunctionException e) {
            if (e.type().equals(Invocation.TIMED_OUT)) {
                process.destroyForcibly();
            }
            throw e;
        } finally {
            oneAtATime.unlock();
        }
    }

    /** What the function has written so far: logs and metrics. */
    public OutputLines output() {
        return output;
    }

    /** How long ago the environment's process was spawned. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - spawnedNanos);
    }

    /** The processor time that the environment has taken so far. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The environment's process, for who wants to measure or kill it. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends the process, whatever it is doing. <b>Idempotent</b>. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            api.close();
            taskRoot.close();
        }
    }
}
