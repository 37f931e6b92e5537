package dev.afterdelete.serve;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.DeadLetter;
import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.Reading;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.serve.Claims.Claim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a batch of deliveries to its end: read, carried out together, and each told apart again. */
public final class BatchConsumer {
    private static final Set<FaultCode> MAYBE_EARLY = Set.of(FaultCode.RESTRICTED, FaultCode.OVERTAKEN);

    private final MessageFormat format;
    private final Claims claims;
    private final MessageRunner runner;
    private final DeadLetterQueue deadLetters;
    private final Outbox outbox;
    private final CascadeListener listener;
    private final int patience;

    /**
     * Reads by {@code format}, runs by {@code runner}, and sends what is refused to {@code deadLetters}; where it was
     * owed, the {@code outbox} is told, so that the relay does not send it for ever.
     *
     * @param patience how often a message is delivered, at least 1, before it is refused for what another message may
     *     still change
     */
    public BatchConsumer(
            MessageFormat format,
            MessageRunner runner,
            DeadLetterQueue deadLetters,
            Outbox outbox,
            CascadeListener listener,
            int patience) {
        this.format = format;
        this.claims = new Claims(format, outbox, listener);
        this.runner = runner;
        this.deadLetters = deadLetters;
        this.outbox = outbox;
        this.listener = listener;
        this.patience = patience;
    }

    /**
     * Carries out a batch. One message's ending never changes another's. One that names an outbox row which owes
     * something else is carried out, and the row stands.
     *
     * @param deliveries with ids unique in the batch
     * @return how each delivery ended, in their order. A refused one is a dead letter already; one that could not be
     *     made a dead letter has failed instead
     */
    public SequencedMap<Delivery, Outcome> consume(List<Delivery> deliveries, TimeBudget budget) {
        var outcomes = new LinkedHashMap<Delivery, Outcome>();
        var messages = new LinkedHashMap<Delivery, CascadeMessage>();
        for (var delivery : deliveries) {
            outcomes.put(delivery, new Outcome.Failed(Fault.of(FaultCode.NOT_FINISHED)));
            switch (format.read(delivery.body())) {
                case Reading.Understood(var message) -> messages.put(delivery, message.with(delivery.approval()));
                case Reading.Refused(var fault) -> outcomes.put(delivery, new Outcome.Refused(fault));
            }
        }
        check(messages, outcomes, budget);
        outcomes.putAll(run(messages, budget));
        outcomes.replaceAll(this::patiently);
        outcomes.putAll(bury(outcomes));
        messages.forEach((delivery, message) -> markRefused(message, outcomes.get(delivery)));
        tell(outcomes);
        return outcomes;
    }

    /** Takes from messages what they do not owe, and those out of which it is not known. */
    private void check(
            SequencedMap<Delivery, CascadeMessage> messages, Map<Delivery, Outcome> outcomes, TimeBudget budget) {
        var claimed = claims.of(List.copyOf(messages.sequencedValues()), budget).iterator();
        for (var delivery : List.copyOf(messages.sequencedKeySet())) {
            switch (claimed.next()) {
                case Claim.Settled(var message) -> messages.put(delivery, message);
                case Claim.Open(var fault) -> {
                    messages.remove(delivery);
                    outcomes.put(delivery, new Outcome.Failed(fault));
                }
            }
        }
    }

    private Map<Delivery, Outcome> run(SequencedMap<Delivery, CascadeMessage> messages, TimeBudget budget) {
        if (messages.isEmpty()) {
            return Map.of();
        }
        var ended = runner.run(List.copyOf(messages.sequencedValues()), budget).outcomes();
        var outcomes = new LinkedHashMap<Delivery, Outcome>();
        var place = 0;
        for (var delivery : messages.sequencedKeySet()) {
            outcomes.put(delivery, ended.get(place++));
        }
        return outcomes;
    }

    /** The rows that forbid it may be about to go, and the update that overtook this one about to be done. */
    private Outcome patiently(Delivery delivery, Outcome outcome) {
        return outcome instanceof Outcome.Refused(var fault)
                        && MAYBE_EARLY.contains(fault.code())
                        && delivery.receiveCount() < patience
                ? new Outcome.Failed(fault)
                : outcome;
    }

    /** Sends the refused ones to the dead-letter queue; those that cannot be sent have failed. */
    private Map<Delivery, Outcome> bury(SequencedMap<Delivery, Outcome> outcomes) {
        var letters = new ArrayList<DeadLetter>();
        outcomes.forEach((delivery, outcome) -> {
            if (outcome instanceof Outcome.Refused(var fault)) {
                letters.add(new DeadLetter(delivery, fault));
            }
        });
        var unburied = new LinkedHashMap<Delivery, Outcome>();
        if (!letters.isEmpty()) {
            var unsent = deadLetters.send(letters);
            for (var place = 0; place < letters.size(); place++) {
                var delivery = letters.get(place).delivery();
                unsent.get(place).ifPresent(fault -> unburied.put(delivery, new Outcome.Failed(fault)));
            }
        }
        return unburied;
    }

    /** A mark that cannot be made costs another refusal when the relay sends the message again, and no more. */
    private void markRefused(CascadeMessage message, @Nullable Outcome outcome) {
        if (outcome instanceof Outcome.Refused(var fault)
                && message.envelope().debt().isPresent()) {
            try {
                outbox.refuse(message.envelope().debt().get(), fault);
            } catch (FaultException unmarked) {
                listener.on(new Happening.RefusalNotMarked(unmarked.fault()));
            }
        }
    }

    /** Of an outage that fails a whole batch, once. */
    private void tell(SequencedMap<Delivery, Outcome> outcomes) {
        var failed = new LinkedHashMap<Fault, List<String>>();
        outcomes.forEach((delivery, outcome) -> {
            switch (outcome) {
                case Outcome.Failed(var fault, var _) ->
                    failed.computeIfAbsent(fault, _ -> new ArrayList<>()).add(delivery.id());
                case Outcome.Done _, Outcome.Suspended _, Outcome.Refused _ ->
                    listener.on(new Happening.MessageEnded(delivery.id(), outcome));
            }
        });
        failed.forEach((fault, ids) -> listener.on(new Happening.MessagesFailed(ids, fault)));
    }
}
