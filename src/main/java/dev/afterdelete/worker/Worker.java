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
import java.util.List;
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

    /** A connection that breaks is had again within it, and whoever waits for an end hears of an outage. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private final MessageSource source;
    private final WorkerPolicy policy;
    private final StopSignal stop;
    private final Surroundings surroundings;
    private final Gatherer gatherer;
    private final BackOff backOff;
    private final Setbacks setbacks;
    private final BatchWork work;

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
        this.policy = policy;
        this.stop = stop;
        this.surroundings = surroundings;
        this.gatherer = new Gatherer(source, policy, stop, surroundings.clock(), this::report);
        this.work = new BatchWork(source, consumption, surroundings, this::report);
        this.setbacks = new Setbacks(surroundings.clock());
        this.backOff = new BackOff(FIRST_PAUSE, LONGEST_PAUSE, surroundings.random());
    }

    /**
     * Works until it is asked to stop, or as its policy says. The attempt that is under way then is finished, what came
     * of it is acknowledged, and what nobody began is given back. A wait for the first message is sat out.
     *
     * @throws FaultException systemic, when there is no such queue, or it hides messages for too short a time;
     *     transient, when the worker ends where it hands nothing over, and it does not answer at the start, or for a
     *     minute later on
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
                case Round.Barren(var tally) -> total = total.plus(tally);
                case Round.Stuck(var tally) -> total = total.plus(tally);
            }
            setbacks.note(round);
            surroundings.pulse().say(setbacks.any() ? Pulse.State.STUCK : Pulse.State.WAITING, LONGEST_PAUSE);
            requirePatience(round);
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
                setbacks.note(new Round.Unanswered(unanswered.fault()));
                surroundings.pulse().say(Pulse.State.STUCK, LONGEST_PAUSE);
                surroundings.betweenBatches().run();
                stop.await(backOff.after(setbacks.count()));
            }
        }
        return Optional.empty();
    }

    /** A queue that is away may be empty or not; who is to end when it is empty would never end. */
    private void requirePatience(Round round) {
        if (round instanceof Round.Unanswered(var fault)
                && policy.end() == WorkerPolicy.End.EMPTY
                && setbacks.silence().compareTo(LONGEST_SILENCE) >= 0) {
            throw new FaultException(new Fault(
                    fault.code(),
                    "whether the queue is empty is not known, it has not answered for %s: %s"
                            .formatted(setbacks.silence(), fault.reason())));
        }
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
            var fault = Unforeseen.fault(unanswered);
            report(fault);
            return new Round.Unanswered(fault);
        }
    }

    private Round consume(Gatherer.Batch batch, Duration budget) {
        surroundings.pulse().say(Pulse.State.WORKING, budget);
        var hurrying = stop.hurrying(surroundings.clock());
        return work.carryOut(
                batch.messages(), new TimeBudget(hurrying, batch.since().plus(budget)));
    }

    private void report(Fault fault) {
        surroundings.listener().on(new Happening.QueueFaulted(fault));
    }
}
