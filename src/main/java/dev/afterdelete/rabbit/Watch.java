package dev.afterdelete.rabbit;

import java.time.Duration;

/** Does something unless what it watches is over in time. */
final class Watch implements AutoCloseable {
    private final Thread watching;

    private Watch(Thread watching) {
        this.watching = watching;
    }

    /** Runs {@code otherwise} once {@code limit} is over, unless it is closed before. */
    static Watch over(Duration limit, Runnable otherwise) {
        return new Watch(Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(limit);
                otherwise.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // it was over in time
            }
        }));
    }

    @Override
    public void close() {
        watching.interrupt();
    }
}
