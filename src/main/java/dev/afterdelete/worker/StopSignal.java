package dev.afterdelete.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks a worker to come to its end; what it is waiting for then is over. <b>Threads</b>: any may ask. */
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

    /**
     * What {@code work} gives; it runs in a thread of its own, and is left alone when somebody asks.
     *
     * @return empty when it was left alone
     * @throws RuntimeException what {@code work} threw
     */
    <T> Optional<T> unlessAsked(Supplier<T> work) {
        var result =
                CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
        try {
            CompletableFuture.anyOf(result, asked).join();
            return isAsked() && !result.isDone() ? Optional.empty() : Optional.of(result.join());
        } catch (CompletionException thrown) {
            throw thrown.getCause() instanceof RuntimeException cause ? cause : thrown;
        }
    }

    /** The time that {@code clock} tells; once somebody has asked, any budget that goes by it is spent. */
    InstantSource hurrying(InstantSource clock) {
        return () -> isAsked() ? clock.instant().plus(FOR_EVER) : clock.instant();
    }
}
