package dev.afterdelete.rabbit;

import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ReturnCallback;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;
import dev.afterdelete.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the messages that were published on one channel: RabbitMQ confirms each by its number, and returns
 * one that no queue takes before it confirms that. <b>Threads</b>: RabbitMQ's client tells it, another waits.
 *
 * @see <a href="https://www.rabbitmq.com/docs/confirms#publisher-confirms">RabbitMQ: publisher confirms</a>
 */
final class Confirmations implements ConfirmListener, ReturnCallback, ShutdownListener {
    /** Under the number of each, its place among those that were sent together. */
    private final TreeMap<Long, Integer> unconfirmed = new TreeMap<>();

    private final Map<Integer, Fault> untaken = new HashMap<>();
    private final Map<String, Fault> returned = new HashMap<>();
    private @Nullable String ending;

    /** A message will have this number. */
    synchronized void expect(long number, int place) {
        unconfirmed.put(number, place);
    }

    @Override
    public synchronized void handleAck(long number, boolean multiple) {
        settled(number, multiple).clear();
        notifyAll();
    }

    @Override
    public synchronized void handleNack(long number, boolean multiple) {
        var refused = settled(number, multiple);
        refused.values().forEach(place -> untaken.put(place, RabbitMqFaults.unsent("its queue refused it")));
        refused.clear();
        notifyAll();
    }

    private Map<Long, Integer> settled(long number, boolean multiple) {
        return multiple ? unconfirmed.headMap(number, true) : unconfirmed.subMap(number, true, number, true);
    }

    @Override
    public synchronized void handle(Return message) {
        returned.put(
                message.getProperties().getMessageId(),
                RabbitMqFaults.unsent("%s, no queue is bound to %s; `afterdelete queue --apply` declares them"
                        .formatted(message.getReplyText(), message.getExchange())));
    }

    @Override
    public synchronized void shutdownCompleted(ShutdownSignalException cause) {
        ending = RabbitMqFaults.reason(cause);
        notifyAll();
    }

    /** Waits until all are settled, the channel ended, or {@code limit} is over. */
    synchronized void await(Duration limit) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        for (var left = limit.toNanos(); !unconfirmed.isEmpty() && ending == null && left > 0; ) {
            wait(Math.max(1, Duration.ofNanos(left).toMillis()));
            left = end - System.nanoTime();
        }
    }

    /** The places of those of which nothing is known. */
    synchronized List<Integer> unsettled() {
        return new ArrayList<>(unconfirmed.values());
    }

    /** Why the message at this place, of this id, was not taken; empty where nothing says so. */
    synchronized Optional<Fault> findFault(int place, String messageId) {
        return Optional.ofNullable(untaken.get(place)).or(() -> Optional.ofNullable(returned.get(messageId)));
    }

    /** Why the channel ended; empty while it is open. */
    synchronized Optional<String> ending() {
        return Optional.ofNullable(ending);
    }

    /** Forgets what was sent so far. */
    synchronized void begin() {
        unconfirmed.clear();
        untaken.clear();
        returned.clear();
    }
}
