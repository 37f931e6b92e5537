package dev.afterdelete.local;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One event on its way through an environment, and its answer on the way back. */
final class Invocation {
    /** How long an environment may take to start; more than Lambda grants, for machines with other things to do. */
    static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    /** What Lambda calls a function that does not answer in time. */
    static final String TIMED_OUT = "Sandbox.Timedout";

    private final String id = UUID.randomUUID().toString();
    private final byte[] event;
    private final Duration timeout;
    private final CompletableFuture<Void> start = new CompletableFuture<>();
    private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

    Invocation(byte[] event, Duration timeout) {
        this.event = event;
        this.timeout = timeout;
    }

    String id() {
        return id;
    }

    byte[] event() {
        return event;
    }

    /** The environment takes the event: from now on its time counts. */
    void start() {
        start.complete(null);
    }

    /** How long the function may take, from its start on. */
    Duration timeout() {
        return timeout;
    }

    void succeed(byte[] result) {
        answer.complete(result);
    }

    void fail(FunctionException failure) {
        start.completeExceptionally(failure);
        answer.completeExceptionally(failure);
    }

    /**
     * Waits for the answer.
     *
     * @throws FunctionException when the function failed, or did not answer in time
     */
    byte[] await() {
        await(start, START_TIMEOUT, "did not start");
        return await(answer, timeout, "did not answer");
    }

    private static <T> T await(Future<T> future, Duration patience, String what) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new FunctionException(
                    TIMED_OUT, "the function " + what + " within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw (FunctionException) e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FunctionException("Interrupted", "nobody waits for the function any more", e);
        }
    }
}
