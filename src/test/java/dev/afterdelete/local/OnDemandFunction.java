package dev.afterdelete.local;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A function whose environment starts with its first event, and is replaced by another when it has ended: by a crash,
 * or killed for running out of time. The event that was under way then fails, as in Lambda. There is one environment at
 * a time.
 */
public final class OnDemandFunction implements LambdaFunction, AutoCloseable {
    private final FunctionConfiguration configuration;
    private final Consumer<String> listener;
    private @Nullable LambdaProcess environment;
    private boolean closed;

    /**
     * A function that has no environment yet.
     *
     * @param listener gets each line that the function writes, as it comes
     */
    public OnDemandFunction(FunctionConfiguration configuration, Consumer<String> listener) {
        this.configuration = configuration;
        this.listener = listener;
    }

    @Override
    public byte[] invoke(byte[] event) {
        return environment().invoke(event);
    }

    /** Kills the environment, if there is one, whatever it is doing; the next event starts another. */
    public synchronized void kill() {
        if (environment != null) {
            environment.handle().destroyForcibly();
        }
    }

    private synchronized LambdaFunction environment() {
        if (closed) {
            throw new FunctionException("Runtime.Closed", "the function has been closed");
        }
        if (environment != null && environment.handle().isAlive()) {
            return environment;
        }
        if (environment != null) {
            environment.close();
        }
        environment = LambdaProcess.start(configuration, listener);
        return environment;
    }

    /** Ends the environment, whatever it is doing; there is no other after it. <b>Idempotent</b>. */
    @Override
    public synchronized void close() {
        closed = true;
        if (environment != null) {
            environment.close();
        }
    }
}
