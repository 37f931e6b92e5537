package dev.afterdelete.rabbit;

import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ReturnCallback;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.rabbit.connect.RabbitMqFaults;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
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

    private final Set<Integer> settled = new HashSet<>();
    private final Map<Integer, Fault> untaken = new HashMap<>();
    private final Map<String, Fault> returned = new HashMap<>();
    private boolean answered;
    private @Nullable ShutdownSignalException ending;

    /** A message will have this number. */
    synchronized void expect(long number, int place) {
        unconfirmed.put(number, place);
    }

    /** The message at this place is not even sent. */
    synchronized void refuse(int place, String reason) {
        untaken.put(place, RabbitMqFaults.unsent(reason));
        settled.add(place);
    }

    @Override
    public synchronized void handleAck(long number, boolean multiple) {
        settle(upTo(number, multiple));
    }

    @Override
    public synchronized void handleNack(long number, boolean multiple) {
        var refused = upTo(number, multiple);
        refused.values().forEach(place -> untaken.put(place, RabbitMqFaults.unsent("its queue refused it")));
        settle(refused);
    }

    private void settle(Map<Long, Integer> some) {
        settled.addAll(some.values());
        some.clear();
        answered = true;
        notifyAll();
    }

    private Map<Long, Integer> upTo(long number, boolean multiple) {
        return multiple ? unconfirmed.headMap(number, true) : unconfirmed.subMap(number, true, number, true);
    }

    @Override
    public synchronized void handle(Return message) {
        returned.put(
                message.getProperties().getMessageId(),
                RabbitMqFaults.unsent("%s, %s; `afterdelete queue --apply` declares what is missing"
                        .formatted(message.getReplyText(), untakenBy(message))));
    }

    /** The exchange without a name leads to each queue by its name. */
    private static String untakenBy(Return message) {
        return message.getExchange().isEmpty()
                ? "there is no queue " + message.getRoutingKey()
                : "no queue is bound to %s".formatted(message.getExchange());
    }

    @Override
    public synchronized void shutdownCompleted(ShutdownSignalException cause) {
        ending = cause;
        notifyAll();
    }

    /** Whoever waits looks again. */
    synchronized void wake() {
        notifyAll();
    }

    /**
     * Waits until fewer than {@code count} are unsettled, {@code givenUp} is true, the channel ended, or it is
     * {@code end} by the clock of {@link System#nanoTime}.
     */
    synchronized void awaitFewerThan(int count, BooleanSupplier givenUp, long end) throws InterruptedException {
        for (var left = end - System.nanoTime();
                unconfirmed.size() >= count && ending == null && !givenUp.getAsBoolean() && left > 0;
                left = end - System.nanoTime()) {
            wait(Math.max(1, Duration.ofNanos(left).toMillis()));
        }
    }

    /** Whether it is known what became of the message at this place. */
    synchronized boolean isSettled(int place) {
        return settled.contains(place);
    }

    /** Whether RabbitMQ has ever said anything of a message. */
    synchronized boolean hasAnswered() {
        return answered;
    }

    /** Why the message at this place, of this id, was not taken; empty where nothing says so. */
    synchronized Optional<Fault> findFault(int place, String messageId) {
        return Optional.ofNullable(untaken.get(place)).or(() -> Optional.ofNullable(returned.get(messageId)));
    }

    /** Why the channel ended; empty while it is open. */
    synchronized Optional<ShutdownSignalException> ending() {
        return Optional.ofNullable(ending);
    }

    /** Forgets what was sent so far. */
    synchronized void begin() {
        unconfirmed.clear();
        settled.clear();
        untaken.clear();
        returned.clear();
    }
}
