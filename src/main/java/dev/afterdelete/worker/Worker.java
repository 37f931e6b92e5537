package dev.afterdelete.worker;

import dev.afterdelete.event.Delivery;
import dev.afterdelete.execute.BackOff;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultClass;
import dev.afterdelete.fault.FaultException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * Takes batches off a queue until it is asked to stop. It acknowledges what has ended; what failed is left to the
 * queue, which hands it over again in its own time. Killed at any point, it has lost nothing: what was not acknowledged
 * comes again.
 */
public final class Worker {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final MessageSource source;
    private final Consumption consumption;
    private final WorkerPolicy policy;
    private final StopSignal stop;
    private final Surroundings surroundings;
    private final Gatherer gatherer;
    private final BackOff backOff;
    private final Setbacks setbacks = new Setbacks();

    /** Carries a batch out: how each delivery ended, in their order, before {@code budget} ends. */
    @FunctionalInterface
    public interface Consumption {
        /** Carries out deliveries whose ids are unique. */
        SequencedMap<Delivery, Outcome> consume(List<Delivery> deliveries, TimeBudget budget);
    }

    /**
     * What a worker needs of the world around it.
     *
     * @param clock tells the time
     * @param random spreads the waits after failures
     * @param listener is told what the queue does not do
     * @param endOfBatch runs after each batch
     * @param betweenBatches runs after each look at the queue that brought none
     * @param pulse is told what the worker is at
     */
    public record Surroundings(
            InstantSource clock,
            RandomGenerator random,
            CascadeListener listener,
            Runnable endOfBatch,
            Runnable betweenBatches,
            Pulse pulse) {}

    /**
     * How many messages ended, and how many did not and will come again.
     *
     * @param settled acknowledged, or to be forgotten all the same when they come again
     * @param failed left to the queue
     */
    public record Tally(long settled, long failed) {
        private Tally plus(Tally more) {
            return new Tally(settled + more.settled, failed + more.failed);
        }
    }

    /** Works off {@code source} through {@code consumption}. */
    public Worker(
            MessageSource source,
            Consumption consumption,
            WorkerPolicy policy,
            StopSignal stop,
            Surroundings surroundings) {
        this.source = source;
        this.consumption = consumption;
        this.policy = policy;
        this.stop = stop;
        this.surroundings = surroundings;
        this.gatherer = new Gatherer(source, policy, stop, surroundings.clock(), this::report);
        this.backOff = new BackOff(FIRST_PAUSE, LONGEST_PAUSE, surroundings.random());
    }

    /**
     * Works until it is asked to stop, or as its policy says. The attempt that is under way then is finished, what came
     * of it is acknowledged, and what nobody began is given back. A wait for the first message is sat out.
     *
     * @throws FaultException systemic, when there is no such queue, or it hides messages for too short a time;
     *     transient, when it does not answer, and the worker ends where it hands nothing over
     */
    public Tally run() {
        var budget = awaitQueue().map(policy::budgetWithin);
        var total = new Tally(0, 0);
        while (budget.isPresent() && !stop.isAsked()) {
            var round = round(budget.get());
            switch (round) {
                case Round.Empty _
                when policy.end() == WorkerPolicy.End.EMPTY -> {
                    return total;
                }
                case Round.Empty _, Round.Unanswered _ ->
                    surroundings.betweenBatches().run();
                case Round.Worked(var tally) -> total = total.plus(tally);
                case Round.Stuck(var tally) -> total = total.plus(tally);
            }
            setbacks.note(round);
            surroundings.pulse().say(setbacks.any() ? Pulse.State.STUCK : Pulse.State.WAITING, LONGEST_PAUSE);
            if (round instanceof Round.Stuck || round instanceof Round.Unanswered) {
                pause();
            }
        }
        return total;
    }

    /** How long the queue holds a message, as soon as it says so; empty when it was asked to stop before. */
    private Optional<Duration> awaitQueue() {
        while (!stop.isAsked()) {
            try {
                return Optional.of(source.heldFor());
            } catch (FaultException unanswered) {
                if (policy.end() == WorkerPolicy.End.EMPTY || unanswered.fault().faultClass() != FaultClass.TRANSIENT) {
                    throw unanswered;
                }
                report(unanswered.fault());
                setbacks.note(new Round.Unanswered());
                surroundings.pulse().say(Pulse.State.STUCK, LONGEST_PAUSE);
                surroundings.betweenBatches().run();
                stop.await(backOff.after(setbacks.count()));
            }
        }
        return Optional.empty();
    }

    /** What would come meanwhile is for others. */
    private void pause() {
        try {
            source.giveBack(source.pause()).forEach(this::report);
        } catch (RuntimeException unanswered) {
            report(Unforeseen.fault(unanswered));
        }
        stop.await(backOff.after(setbacks.count()));
    }

    /** What stands between a worker and its work. */
    private static final class Setbacks {
        private int stuck;
        private int unanswered;

        /** A queue that answers is well; that batches come to an end again, only a batch that does can show. */
        private void note(Round round) {
            switch (round) {
                case Round.Empty _ -> unanswered = 0;
                case Round.Unanswered _ -> unanswered++;
                case Round.Stuck _ -> {
                    unanswered = 0;
                    stuck++;
                }
                case Round.Worked _ -> {
                    unanswered = 0;
                    stuck = 0;
                }
            }
        }

        private int count() {
            return stuck + unanswered;
        }

        private boolean any() {
            return count() > 0;
        }
    }

    /** What one look at the queue came to. */
    private sealed interface Round {
        /** There was no message. */
        record Empty() implements Round {}

        /** At least one message ended, or failed by its own fault. */
        record Worked(Tally tally) implements Round {}

        /** The queue did not answer. */
        record Unanswered() implements Round {}

        /** Nothing ended, and another batch would hardly fare better just now. */
        record Stuck(Tally tally) implements Round {}
    }

    private Round round(Duration budget) {
        try {
            var batch = gatherer.gather();
            if (batch.messages().isEmpty()) {
                return new Round.Empty();
            }
            if (stop.isAsked()) {
                source.giveBack(batch.messages()).forEach(this::report);
                return new Round.Worked(new Tally(0, 0));
            }
            return consume(batch, budget);
        } catch (RuntimeException unanswered) {
            report(Unforeseen.fault(unanswered));
            return new Round.Unanswered();
        }
    }

    private Round consume(Gatherer.Batch batch, Duration budget) {
        var deliveries = batch.messages().stream().map(Received::delivery).toList();
        surroundings.pulse().say(Pulse.State.WORKING, budget);
        var hurrying = stop.hurrying(surroundings.clock());
        var outcomes =
                outcomes(deliveries, new TimeBudget(hurrying, batch.since().plus(budget)));
        var failed = new ArrayList<Received>();
        var ended = new ArrayList<Received>();
        batch.messages().forEach(message -> (mayBeForgotten(outcomes, message) ? ended : failed).add(message));
        if (!ended.isEmpty()) {
            source.acknowledge(ended).forEach(this::report);
        }
        if (!failed.isEmpty()) {
            source.postpone(failed).forEach(this::report);
        }
        surroundings.endOfBatch().run();
        var tally = new Tally(ended.size(), failed.size());
        return ended.isEmpty() && isEverybodysFault(outcomes) ? new Round.Stuck(tally) : new Round.Worked(tally);
    }

    /** A batch that ends in nobody knows what has failed, and no worse: it comes again. */
    private SequencedMap<Delivery, Outcome> outcomes(List<Delivery> deliveries, TimeBudget budget) {
        try {
            return consumption.consume(deliveries, budget);
        } catch (RuntimeException mistake) {
            var failed = new Outcome.Failed(Unforeseen.fault(mistake));
            var outcomes = new LinkedHashMap<Delivery, Outcome>();
            for (var delivery : deliveries) {
                outcomes.put(delivery, failed);
                surroundings.listener().on(new Happening.MessageEnded(delivery.id(), failed));
            }
            return outcomes;
        }
    }

    private static boolean mayBeForgotten(Map<Delivery, Outcome> outcomes, Received message) {
        var outcome = outcomes.get(message.delivery());
        return outcome != null && outcome.mayBeForgotten();
    }

    private static boolean isEverybodysFault(Map<Delivery, Outcome> outcomes) {
        return outcomes.values().stream()
                .anyMatch(outcome ->
                        outcome instanceof Outcome.Failed(var fault) && fault.faultClass() != FaultClass.PERMANENT);
    }

    private void report(Fault fault) {
        surroundings.listener().on(new Happening.QueueFaulted(fault));
    }
}
