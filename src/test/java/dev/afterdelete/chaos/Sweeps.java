package dev.afterdelete.chaos;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Sweeps about once a second, in a thread of its own, as a schedule would. */
final class Sweeps implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(700);

    private final Runnable sweep;
    private final Thread thread;
    private volatile boolean closed;

    Sweeps(Runnable sweep) {
        this.sweep = sweep;
        this.thread = Thread.ofVirtual().start(this::sweep);
    }

    private void sweep() {
        try {
            while (!closed) {
                sweep.run();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            closed = true;
        }
    }

    /** What has to become true. */
    interface Condition {
        /** Whether it is. */
        boolean holds() throws Exception;
    }

    /**
     * Waits.
     *
     * @param lastWords what to say when it does not become true in time
     */
    void until(Condition condition, Duration patience, Supplier<List<String>> lastWords) throws Exception {
        var end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not settled after " + patience + "; workers said " + lastWords.get());
            }
            Thread.sleep(200);
        }
    }

    /** Waits for the sweep that is under way. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
