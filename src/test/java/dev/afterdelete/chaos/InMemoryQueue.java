package dev.afterdelete.chaos;

import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A queue that delivers at least once, keeps all that was ever sent for later, and may lose the next message. */
final class InMemoryQueue implements Publisher {
    private final List<Delivery> waiting = new ArrayList<>();
    private final List<String> everything = new ArrayList<>();
    private boolean losingNext;

    /** Forgets everything. */
    void clear() {
        waiting.clear();
        everything.clear();
        losingNext = false;
    }

    /** The next message is taken and never delivered. */
    void loseNext() {
        losingNext = true;
    }

    @Override
    public List<Optional<Fault>> publish(List<OutgoingMessage> messages) {
        for (var message : messages) {
            everything.add(message.body());
            if (losingNext) {
                losingNext = false;
            } else {
                waiting.add(new Delivery("m" + everything.size(), message.body(), 1));
            }
        }
        return messages.stream().map(_ -> Optional.<Fault>empty()).toList();
    }

    /** Delivers everything that was ever sent once more, behind what waits. */
    void redeliver() {
        waiting.addAll(everything());
    }

    /** Delivers one of the messages that were ever sent once more, if there are any. */
    void redeliverOne(Random random) {
        if (!everything.isEmpty()) {
            waiting.add(new Delivery("once more", everything.get(random.nextInt(everything.size())), 1));
        }
    }

    /** What a receive would give. */
    List<Delivery> waiting() {
        return List.copyOf(waiting);
    }

    /** Everything that was ever sent, to be delivered once more. */
    List<Delivery> everything() {
        var deliveries = new ArrayList<Delivery>();
        everything.forEach(body -> deliveries.add(new Delivery("again" + deliveries.size(), body, 1)));
        return deliveries;
    }

    /** Forgets what may be forgotten, and will deliver the rest again; whether there was anything to forget. */
    boolean settle(Map<Delivery, Outcome> outcomes) {
        waiting.removeAll(outcomes.keySet());
        var kept = outcomes.entrySet().stream()
                .filter(ended -> !ended.getValue().mayBeForgotten())
                .map(Map.Entry::getKey)
                .map(delivery -> new Delivery(delivery.id(), delivery.body(), delivery.receiveCount() + 1))
                .toList();
        waiting.addAll(kept);
        return kept.size() < outcomes.size();
    }
}
