package dev.afterdelete.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks a worker to come to its end; a pause is over then. <b>Threads</b>: any may ask. */
public final class StopSignal {
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final CompletableFuture<Boolean> asked = new CompletableFuture<>();

    /** Asks. <b>Idempotent</b>. */
    public void ask() {
        asked.complete(true);
    }

    /** Whether anybody has asked. */
    public boolean isAsked() {
        return asked.isDone();
    }

    /** Waits for so long, or until somebody asks. */
    void await(Duration duration) {
        asked.copy()
                .completeOnTimeout(false, duration.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** The time that {@code clock} tells; once somebody has asked, any budget that goes by it is spent. */
    InstantSource hurrying(InstantSource clock) {
        return () -> isAsked() ? clock.instant().plus(FOR_EVER) : clock.instant();
    }
}
