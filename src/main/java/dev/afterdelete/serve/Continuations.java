package dev.afterdelete.serve;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
     * Sends {@code rests}, but for those whose outbox row another message carries on.
     *
     * @return for each, in the order given, why it is not carried on; empty where it is, by whomever
     */
    List<Optional<Fault>> send(List<CascadeMessage> rests) {
        Set<Debt> mine;
        try {
            mine = suspend(rests);
        } catch (FaultException notPushedOn) {
            return rests.stream().map(_ -> Optional.of(notPushedOn.fault())).toList();
        }
        var results = new ArrayList<Optional<Fault>>();
        var places = new ArrayList<Integer>();
        var outgoing = new ArrayList<OutgoingMessage>();
        for (var rest : rests) {
            var debt = rest.envelope().debt();
            if (debt.isEmpty() || mine.remove(debt.get())) {
                places.add(results.size());
                outgoing.add(
                        OutgoingMessage.of(debt.map(Debt::next).map(rest::owing).orElse(rest), format));
            } else {
                listener.on(new Happening.Superseded(rest.envelope().cascade()));
            }
            results.add(Optional.empty());
        }
        publish(outgoing, places, results);
        return results;
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

    private Set<Debt> suspend(List<CascadeMessage> rests) {
        var debts = rests.stream()
                .flatMap(rest -> rest.envelope().debt().stream())
                .distinct()
                .toList();
        return debts.isEmpty() ? new HashSet<>() : new HashSet<>(outbox.suspend(debts, pause));
    }
}
