package dev.afterdelete.local;

import java.time.Duration;
import java.util.function.Consumer;

/** Runs an event source mapping in a thread of its own, and tells how every batch ended. */
public final class EventSourcePoller implements AutoCloseable {
    private static final Duration AFTER_UNREACHABLE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EventSourceMapping mapping;
    private final Consumer<BatchEnding> listener;
    private final Thread thread;
    private volatile boolean closed;

    private EventSourcePoller(EventSourceMapping mapping, Consumer<BatchEnding> listener) {
        this.mapping = mapping;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("event-source-mapping").unstarted(this::poll);
    }

    /**
     * Starts to poll.
     *
     * @param listener is told about every round, in the poller's thread
     */
    public static EventSourcePoller start(EventSourceMapping mapping, Consumer<BatchEnding> listener) {
        var poller = new EventSourcePoller(mapping, listener);
        poller.thread.start();
        return poller;
    }

    private void poll() {
        while (!closed) {
            var ending = mapping.deliverBatch();
            listener.accept(ending);
            if (ending instanceof BatchEnding.Unreachable) {
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AFTER_UNREACHABLE);
        } catch (InterruptedException _) {
            closed = true;
        }
    }

    /** Stops polling, and waits some seconds for the batch that is under way. <b>Idempotent</b>. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
