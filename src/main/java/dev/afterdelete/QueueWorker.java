package dev.afterdelete;

import dev.afterdelete.config.Settings;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.worker.Pulse;
import dev.afterdelete.worker.StopSignal;
import dev.afterdelete.worker.Worker;
import dev.afterdelete.worker.WorkerPolicy;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;

/** Puts a worker together: the consumer that Lambda would call, and the queue that Lambda would ask. */
public final class QueueWorker implements AutoCloseable {
    private final Settings settings;
    private final Afterdelete afterdelete;
    private final Queues queues;

    /**
     * Workers of the system {@code afterdelete}, as {@code environment} describes it.
     *
     * @throws RuntimeException when a setting cannot be used, with every mistake in its message
     */
    public QueueWorker(Map<String, String> environment, Afterdelete afterdelete) {
        this.settings = Settings.from(environment);
        this.afterdelete = afterdelete;
        this.queues = new Queues(settings.queue(), InstantSource.system());
    }

    /**
     * A worker on the queue of {@code AFTERDELETE_QUEUE_URL}, in batches as {@code policy} says; of the time that the
     * queue gives, it keeps {@code AFTERDELETE_TIME_RESERVE}.
     *
     * @param pulse is told what the worker is at
     * @throws FaultException systemic, when no queue is set
     */
    public Worker worker(WorkerPolicy policy, StopSignal stop, Pulse pulse) {
        var clock = InstantSource.system();
        return new Worker(
                queues.source(policy.batchSize()),
                afterdelete.consumer()::consume,
                policy.keeping(settings.engine().timeReserve()),
                stop,
                new Worker.Surroundings(clock, new SplittableRandom(), afterdelete::tell, this::endBatch, pulse));
    }

    private void endBatch() {
        queues.measure().ifPresent(afterdelete::tell);
        afterdelete.endInvocation("worker");
    }

    /** Gives back what was taken and not settled. */
    @Override
    public void close() {
        queues.close();
    }
}
