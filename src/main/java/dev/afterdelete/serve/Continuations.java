package dev.afterdelete.serve;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.Outbox.Turn;
import dev.afterdelete.event.Outbox.Unfinished;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.KeyValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Sends on what is left of messages. Where it is owed, the outbox row is pushed on first, and only the message whose
 * turn it is goes on: so a cascade is carried by one chain of continuations, however often the relay or the queue sent
 * it.
 */
public final class Continuations {
    private final MessageFormat format;
    private final Publisher publisher;
    private final Outbox outbox;
    private final CascadeListener listener;
    private final Duration pause;

    /**
     * Sends by {@code publisher}.
     *
     * @param pause how long the relay leaves a row alone whose cascade is carried on
     */
    public Continuations(
            MessageFormat format, Publisher publisher, Outbox outbox, CascadeListener listener, Duration pause) {
        this.format = format;
        this.publisher = publisher;
        this.outbox = outbox;
        this.listener = listener;
        this.pause = pause;
    }

    /**
     * Sends {@code rests}, but for those whose outbox row another message carries on. A row that is gone may have been
     * lost: what is left is carried on without it, and ends soon if it was done.
     *
     * @return for each, in the order given, why it is not carried on; empty where it is, by whomever
     */
    List<Optional<Fault>> send(List<CascadeMessage> rests) {
        var pushed = Pushed.on(unfinished(rests), outbox, pause);
        var results = new ArrayList<Optional<Fault>>();
        var places = new ArrayList<Integer>();
        var outgoing = new ArrayList<OutgoingMessage>();
        for (var rest : rests) {
            var fault = rest.envelope().debt().flatMap(pushed::faultOf);
            if (fault.isEmpty()) {
                continuation(rest, pushed.turns()).ifPresent(message -> {
                    places.add(results.size());
                    outgoing.add(OutgoingMessage.of(message, format));
                });
            }
            results.add(fault);
        }
        publish(outgoing, places, results);
        return results;
    }

    /**
     * Outbox rows that were pushed on, those of each shard by themselves.
     *
     * @param turns whose turn it is
     * @param faults why those of a shard could not be pushed on
     */
    private record Pushed(Map<Debt, Turn> turns, Map<Optional<KeyValue>, Fault> faults) {
        static Pushed on(SequencedMap<Debt, Unfinished> rests, Outbox outbox, Duration pause) {
            var pushed = new Pushed(new HashMap<>(), new HashMap<>());
            rests.sequencedValues().stream()
                    .collect(
                            Collectors.groupingBy(rest -> rest.debt().shard(), LinkedHashMap::new, Collectors.toList()))
                    .forEach((shard, some) -> {
                        try {
                            pushed.turns.putAll(outbox.suspend(some, pause));
                        } catch (FaultException notPushedOn) {
                            pushed.faults.put(shard, notPushedOn.fault());
                        }
                    });
            return pushed;
        }

        Optional<Fault> faultOf(Debt debt) {
            return Optional.ofNullable(faults.get(debt.shard()));
        }
    }

    /** A turn is taken once: of two deliveries of one message in a batch only the first goes on. */
    private Optional<CascadeMessage> continuation(CascadeMessage rest, Map<Debt, Turn> turns) {
        var debt = rest.envelope().debt();
        if (debt.isEmpty()) {
            return Optional.of(rest);
        }
        var turn = Objects.requireNonNull(turns.put(debt.get(), Turn.TAKEN));
        return switch (turn) {
            case MINE -> Optional.of(rest.owing(debt.get().next()));
            case GONE -> Optional.of(rest.withoutDebt());
            case TAKEN -> {
                listener.on(new Happening.Superseded(rest.envelope().cascade()));
                yield Optional.empty();
            }
        };
    }

    private void publish(List<OutgoingMessage> outgoing, List<Integer> places, List<Optional<Fault>> results) {
        if (outgoing.isEmpty()) {
            return;
        }
        var unsent = publisher.publish(outgoing);
        for (var sent = 0; sent < places.size(); sent++) {
            results.set(places.get(sent), unsent.get(sent));
        }
    }

    private SequencedMap<Debt, Unfinished> unfinished(List<CascadeMessage> rests) {
        var unfinished = new LinkedHashMap<Debt, Unfinished>();
        for (var rest : rests) {
            rest.envelope()
                    .debt()
                    .ifPresent(debt -> unfinished.putIfAbsent(
                            debt, new Unfinished(debt, OutgoingMessage.of(rest.withoutDebt(), format))));
        }
        return unfinished;
    }
}
