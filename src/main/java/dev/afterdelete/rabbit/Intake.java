package dev.afterdelete.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.afterdelete.event.body.BodyText;
import dev.afterdelete.event.body.MessageName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One consumer on one channel, from its beginning to its end. RabbitMQ pushes messages in, as many as were not settled
 * yet; another thread takes them out and settles them. After its end nothing can be settled: all comes again.
 */
final class Intake extends DefaultConsumer {
    /** A message as it came. */
    record Parcel(Envelope envelope, BasicProperties properties, String body) {
        /** RabbitMQ's number for this delivery on this channel. */
        long tag() {
            return envelope.getDeliveryTag();
        }
    }

    /**
     * A message that was taken.
     *
     * @param name what it is called, and no other that is held
     */
    record Taken(String name, Parcel parcel) {}

    private sealed interface Arrival {
        record Came(Parcel parcel) implements Arrival {}

        /** None comes any more of those that were asked for. */
        record Paused() implements Arrival {}

        record Ended() implements Arrival {}
    }

    /** RabbitMQ has said by then that the last has come; the client has only to pass that on. */
    private static final Duration LAST_ARRIVAL = Duration.ofSeconds(3);

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final TreeMap<Long, Taken> taken = new TreeMap<>();
    private final Set<String> names = new HashSet<>();
    private final String queue;
    private @Nullable String consumer;
    private volatile @Nullable Exception ending;

    private Intake(Channel channel, String queue) {
        super(channel);
        this.queue = queue;
    }

    /** Will consume {@code queue}, at most {@code prefetch} unsettled messages at a time. */
    static Intake open(Channel channel, String queue, int prefetch) throws IOException {
        channel.basicQos(prefetch);
        return new Intake(channel, queue);
    }

    @Override
    public void handleDelivery(String consumer, Envelope envelope, BasicProperties properties, byte[] body) {
        arrivals.add(new Arrival.Came(new Parcel(envelope, properties, BodyText.of(body))));
    }

    @Override
    public void handleCancelOk(String consumer) {
        arrivals.add(new Arrival.Paused());
    }

    @Override
    public void handleCancel(String consumer) {
        end(new IOException("the queue was deleted, or moved to another node"));
    }

    @Override
    public void handleShutdownSignal(String consumer, ShutdownSignalException signal) {
        end(signal);
    }

    private void end(Exception reason) {
        ending = reason;
        arrivals.add(new Arrival.Ended()); // wakes whoever waits
    }

    /** Why it ended; null while it has not. */
    @Nullable
    Exception ending() {
        return ending;
    }

    /** Consumes. <b>Idempotent</b>. */
    void begin() throws IOException {
        if (consumer == null) {
            consumer = getChannel().basicConsume(queue, false, this);
        }
    }

    /** Takes what is there, waiting so long for the first; empty when none came, or it ended. */
    List<Taken> take(int most, Duration wait) throws IOException, InterruptedException {
        begin();
        var first = arrivals.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        var some = new ArrayList<Arrival>(List.of(first));
        arrivals.drainTo(some, most - 1);
        return hold(some);
    }

    /**
     * Consumes no more until the next {@link #take}, so that others get what comes; returns what came until then. What
     * fills the prefetch is left as it is: RabbitMQ sends no more then anyway.
     */
    List<Taken> pause(int prefetch) throws IOException, InterruptedException {
        return consumer == null || taken.size() >= prefetch ? List.of() : stop();
    }

    private List<Taken> stop() throws IOException, InterruptedException {
        getChannel().basicCancel(consumer);
        consumer = null;
        var some = new ArrayList<Arrival>();
        do {
            some.add(awaitLast());
        } while (some.getLast() instanceof Arrival.Came);
        return hold(some);
    }

    private Arrival awaitLast() throws IOException, InterruptedException {
        var arrival = arrivals.poll(LAST_ARRIVAL.toMillis(), TimeUnit.MILLISECONDS);
        if (arrival == null) {
            throw new IOException("it did not say which message was the last, within " + LAST_ARRIVAL);
        }
        return arrival;
    }

    /** Consumes no more, and gives back what nobody has taken. */
    void end() throws IOException, InterruptedException {
        if (consumer != null && ending == null) {
            giveBack(stop().stream().map(Taken::parcel).map(Parcel::tag).toList());
        }
    }

    private List<Taken> hold(List<Arrival> some) {
        var parcels = new ArrayList<Parcel>();
        for (var arrival : some) {
            switch (arrival) {
                case Arrival.Came(var parcel) -> parcels.add(parcel);
                case Arrival.Paused _ -> {}
                case Arrival.Ended _ -> {
                    return List.of();
                }
            }
        }
        return parcels.stream().map(this::hold).toList();
    }

    private Taken hold(Parcel parcel) {
        var id = MessageName.of(parcel.properties().getMessageId(), parcel.body());
        var name = id;
        for (var number = 2; !names.add(name); number++) {
            name = "%s#%d".formatted(id, number);
        }
        var held = new Taken(name, parcel);
        taken.put(parcel.tag(), held);
        return held;
    }

    private boolean settle(long tag) {
        var held = taken.remove(tag);
        return held != null && names.remove(held.name());
    }

    /** The message under a tag; null where it is settled. */
    @Nullable
    Taken find(long tag) {
        return taken.get(tag);
    }

    /** Lets RabbitMQ forget those of {@code tags} that it has not forgotten yet. */
    void acknowledge(Collection<Long> tags) throws IOException {
        var open = new TreeSet<>(tags);
        open.retainAll(taken.keySet());
        if (open.isEmpty()) {
            return;
        }
        if (taken.headMap(open.last(), true).keySet().equals(open)) {
            getChannel().basicAck(open.last(), true);
        } else {
            for (var tag : open) {
                getChannel().basicAck(tag, false);
            }
        }
        open.forEach(this::settle);
    }

    /** Gives those of {@code tags} back that are not settled yet; that counts as no failure. */
    void giveBack(Collection<Long> tags) throws IOException {
        for (var tag : tags) {
            if (settle(tag)) {
                getChannel().basicNack(tag, false, true);
            }
        }
    }
}
