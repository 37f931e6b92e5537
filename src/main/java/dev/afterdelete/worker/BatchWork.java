package dev.afterdelete.worker;

import dev.afterdelete.event.Delivery;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.execute.Outcome.Reach;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.worker.Worker.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** Carries one batch out, and tells the queue what became of each message. */
final class BatchWork {
    private final MessageSource source;
    private final Worker.Consumption consumption;
    private final Worker.Surroundings surroundings;
    private final Consumer<Fault> faults;

    /** On {@code source} through {@code consumption}; what the queue does not take is told to {@code faults}. */
    BatchWork(
            MessageSource source,
            Worker.Consumption consumption,
            Worker.Surroundings surroundings,
            Consumer<Fault> faults) {
        this.source = source;
        this.consumption = consumption;
        this.surroundings = surroundings;
        this.faults = faults;
    }

    /** Carries {@code messages} out before {@code budget} ends. */
    Round carryOut(List<Received> messages, TimeBudget budget) {
        var outcomes = outcomes(messages.stream().map(Received::delivery).toList(), budget);
        var failed = new ArrayList<Received>();
        var ended = new ArrayList<Received>();
        messages.forEach(message -> (mayBeForgotten(outcomes, message) ? ended : failed).add(message));
        if (!ended.isEmpty()) {
            source.acknowledge(ended).forEach(faults);
        }
        if (!failed.isEmpty()) {
            source.postpone(failed).forEach(faults);
        }
        surroundings.endOfBatch().run();
        var tally = new Tally(ended.size(), failed.size());
        return ended.isEmpty() ? fruitless(tally, outcomes) : new Round.Worked(tally);
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

    private static Round fruitless(Tally tally, Map<Delivery, Outcome> outcomes) {
        if (isReached(Reach.EVERYTHING, outcomes)) {
            return new Round.Stuck(tally);
        }
        return isReached(Reach.TABLE, outcomes) ? new Round.Barren(tally) : new Round.Worked(tally);
    }

    private static boolean isReached(Reach wanted, Map<Delivery, Outcome> outcomes) {
        return outcomes.values().stream()
                .anyMatch(outcome -> outcome instanceof Outcome.Failed(var _, var reach) && reach == wanted);
    }
}
