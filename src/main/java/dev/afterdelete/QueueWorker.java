package dev.afterdelete;

import dev.afterdelete.config.Settings;
import dev.afterdelete.execute.Happening;
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
    private boolean untold;

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
                new Worker.Surroundings(
                        clock, new SplittableRandom(), this::tell, this::endBatch, this::endLook, pulse));
    }

    /** To metrics and log, as what happens in a batch. */
    private void tell(Happening happening) {
        untold = true;
        afterdelete.tell(happening);
    }

    private void endBatch() {
        queues.measure().forEach(afterdelete::tell);
        flush();
    }

    /** A worker that has nothing to do, or cannot get at it, says so too, where there is anything to say. */
    private void endLook() {
        queues.measure().forEach(this::tell);
        if (untold) {
            flush();
        }
    }

    private void flush() {
        untold = false;
        afterdelete.endInvocation("worker");
    }

    /** Gives back what was taken and not settled, and tells what was not told. */
    @Override
    public void close() {
        queues.close();
        if (untold) {
            flush();
        }
    }
}
