package dev.afterdelete.worker;

import dev.afterdelete.event.Delivery;
import dev.afterdelete.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A queue that keeps its messages in memory, and those that it handed over beside them. */
final class InMemorySource implements MessageSource {
    private static final int MOST_AT_ONCE = 10;

    private final Duration held;
    private final Map<String, Delivery> waiting = new LinkedHashMap<>();
    private final Map<String, Delivery> handedOver = new LinkedHashMap<>();
    private final List<String> postponed = new ArrayList<>();
    private int receipts;

    InMemorySource(Duration held) {
        this.held = held;
    }

    synchronized InMemorySource with(String... ids) {
        for (var id : ids) {
            waiting.put(id, new Delivery(id, "{}", 1));
        }
        return this;
    }

    /** Hands over again what nobody has acknowledged, as queues do when the time is over. */
    synchronized void letGo() {
        handedOver.values().forEach(delivery -> waiting.put(delivery.id(), again(delivery)));
        handedOver.clear();
    }

    private static Delivery again(Delivery delivery) {
        return new Delivery(delivery.id(), delivery.body(), delivery.receiveCount() + 1);
    }

    synchronized Collection<String> waiting() {
        return List.copyOf(waiting.keySet());
    }

    synchronized List<String> unacknowledged() {
        return handedOver.values().stream().map(Delivery::id).toList();
    }

    @Override
    public Duration heldFor() {
        return held;
    }

    @Override
    public synchronized List<Received> receive(int most, Duration wait) {
        var some = waiting.values().stream().limit(Math.min(most, MOST_AT_ONCE)).toList();
        var received = new ArrayList<Received>();
        for (var delivery : some) {
            var receipt = "receipt-" + ++receipts;
            waiting.remove(delivery.id());
            handedOver.put(receipt, delivery);
            received.add(new Received(delivery, receipt));
        }
        return received;
    }

    @Override
    public List<Received> pause() {
        return List.of();
    }

    @Override
    public synchronized List<Fault> acknowledge(List<Received> ended) {
        ended.forEach(message -> handedOver.remove(message.receipt()));
        return List.of();
    }

    @Override
    public synchronized List<Fault> postpone(List<Received> failed) {
        failed.forEach(message -> postponed.add(message.delivery().id()));
        return List.of();
    }

    /** The ids of what was left to the queue as failed. */
    synchronized List<String> postponed() {
        return List.copyOf(postponed);
    }

    @Override
    public synchronized List<Fault> giveBack(List<Received> untouched) {
        untouched.forEach(message -> {
            if (handedOver.remove(message.receipt()) != null) {
                waiting.put(message.delivery().id(), again(message.delivery()));
            }
        });
        return List.of();
    }
}
