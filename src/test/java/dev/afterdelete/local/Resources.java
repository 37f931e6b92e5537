package dev.afterdelete.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Things that have to be closed, the last one first. One that cannot be closed does not keep the others open.
 * <b>Threads</b>: any may close it; what is added afterwards is closed at once.
 */
public final class Resources implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    /**
     * Keeps a thing until the end.
     *
     * @throws IllegalStateException when the end has been already; the thing is closed then
     */
    public <T extends AutoCloseable> T add(T resource) {
        if (keep(resource)) {
            return resource;
        }
        var late = new IllegalStateException("started while everything is being stopped: " + resource);
        close(resource, late);
        throw late;
    }

    /** Whether it has been closed, or is being closed now. */
    public synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean keep(AutoCloseable resource) {
        if (!closed) {
            open.push(resource);
        }
        return !closed;
    }

    /** Closes everything. <b>Idempotent</b>: a second call waits until the first is done. */
    @Override
    public synchronized void close() {
        closed = true;
        var failure = new IllegalStateException("not everything could be closed");
        for (var resource = open.poll(); resource != null; resource = open.poll()) {
            close(resource, failure);
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private static void close(@Nullable AutoCloseable resource, Exception failure) {
        try (resource) {
            // only to close it
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}
