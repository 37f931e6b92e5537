package dev.afterdelete.worker;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes batches of what single receives give, as Lambda's event source mapping does: waits for a first message, and
 * then for a short while for more, because messages that are carried out together cost far less than one by one.
 */
final class Gatherer {
    private static final Duration BETWEEN_RECEIVES = Duration.ofMillis(50);

    private final MessageSource source;
    private final WorkerPolicy policy;
    private final StopSignal stop;
    private final InstantSource clock;
    private final Consumer<Fault> faults;

    /** Gathers from {@code source}; a fault that comes when there is a batch already goes to {@code faults}. */
    Gatherer(MessageSource source, WorkerPolicy policy, StopSignal stop, InstantSource clock, Consumer<Fault> faults) {
        this.source = source;
        this.policy = policy;
        this.stop = stop;
        this.clock = clock;
        this.faults = faults;
    }

    /**
     * Messages with ids unique among them.
     *
     * @param since no message was handed over before it
     */
    record Batch(List<Received> messages, Instant since) {}

    /**
     * One batch; empty when none came while it waited. A wait is sat out even when somebody asks to stop: a queue may
     * hand a message to a poll that nobody listens to any more, and then it is hidden for long.
     *
     * @throws FaultException when the queue does not answer
     */
    Batch gather() {
        var first = source.receive(policy.batchSize(), policy.poll());
        var since = clock.instant();
        var byId = new LinkedHashMap<String, Received>();
        add(first, byId);
        if (first.isEmpty()) {
            return new Batch(List.of(), since);
        }
        while (byId.size() < policy.batchSize() && isOpen(since)) {
            var more = receiveMore(policy.batchSize() - byId.size());
            if (more.isEmpty()) {
                break;
            }
            if (more.get().isEmpty()) {
                stop.await(BETWEEN_RECEIVES);
            }
            add(more.get(), byId);
        }
        add(pause(), byId);
        return new Batch(List.copyOf(byId.values()), since);
    }

    private boolean isOpen(Instant since) {
        return !stop.isAsked() && clock.instant().isBefore(since.plus(policy.window()));
    }

    /** Empty when the queue stopped answering: what there is is carried out all the same. */
    private Optional<List<Received>> receiveMore(int most) {
        try {
            return Optional.of(source.receive(most, Duration.ZERO));
        } catch (FaultException unanswered) {
            faults.accept(unanswered.fault());
            return Optional.empty();
        }
    }

    /** Empty when the queue stopped answering: what it has handed over comes to others by itself. */
    private List<Received> pause() {
        try {
            return source.pause();
        } catch (FaultException unanswered) {
            faults.accept(unanswered.fault());
            return List.of();
        }
    }

    /** A message that came twice is one; the receipt that came last is the one that counts. */
    private static void add(Collection<Received> received, Map<String, Received> byId) {
        received.forEach(each -> byId.put(each.delivery().id(), each));
    }
}
