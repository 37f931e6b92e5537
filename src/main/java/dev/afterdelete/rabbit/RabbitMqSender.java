package dev.afterdelete.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import dev.afterdelete.event.body.BodyText;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.rabbit.connect.RabbitMqConnection;
import dev.afterdelete.rabbit.connect.RabbitMqFaults;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages, and waits until RabbitMQ has confirmed that queues have them. Messages of which nothing was heard
 * when the connection broke are sent once more. A broker that is short of memory or disk takes none, which is said at
 * once and for as long as it is so. Not for several threads.
 */
final class RabbitMqSender implements AutoCloseable {
    /** So that a queue that does not answer cannot take what time an invocation has kept back. */
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private static final int TRIES = 2;

    private final RabbitMqConnection connection;
    private @Nullable Channel channel;
    private Confirmations confirmations = new Confirmations();

    RabbitMqSender(RabbitMqConnection connection) {
        this.connection = connection;
        connection.whenBlocked(() -> confirmations.wake());
    }

    /**
     * A message on its way out.
     *
     * @param properties with a message id
     */
    record Parcel(String exchange, String routingKey, BasicProperties properties, String body) {
        /**
         * Why it cannot be written, which has to be known before: the client numbers it, and RabbitMQ would not.
         *
         * @param mostBytes of a frame; 0: any
         */
        Optional<String> objection(int mostBytes) throws IOException {
            try {
                var bytes = properties.toFrame(0, 0).size();
                return mostBytes > 0 && bytes > mostBytes
                        ? Optional.of("its headers are %d bytes long, and %d is the most".formatted(bytes, mostBytes))
                        : Optional.empty();
            } catch (IllegalArgumentException unwritable) {
                return Optional.of("its headers cannot be written: " + unwritable.getMessage());
            }
        }
    }

    /** Why each was not sent, in their order; empty where a queue has it. */
    List<Optional<Fault>> send(List<Parcel> parcels) {
        var faults = new ArrayList<Optional<Fault>>(Collections.nCopies(parcels.size(), Optional.empty()));
        var end = System.nanoTime() + LIMIT.toNanos();
        var places = IntStream.range(0, parcels.size()).boxed().toList();
        try (var _ = Watch.over(LIMIT, connection::sever)) {
            for (var tries = 0; tries < TRIES && !places.isEmpty() && System.nanoTime() < end; tries++) {
                places = trySending(parcels, places, end, faults);
            }
        }
        return faults;
    }

    /**
     * Returns the places of those that another try may help: the connection broke before anything was heard of them.
     */
    private List<Integer> trySending(
            List<Parcel> parcels, List<Integer> places, long end, List<Optional<Fault>> faults) {
        places.forEach(place -> faults.set(place, Optional.empty()));
        confirmations.begin();
        try {
            publish(openChannel(), parcels, places, end);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (AlreadyClosedException | IOException | TimeoutException broken) {
            return giveUp(places, connection.reason(broken), parcels, faults);
        } catch (FaultException notLoggedIn) {
            giveUp(places, notLoggedIn.fault().reason(), parcels, faults);
            return List.of();
        }
        var unheard = unheard(places);
        note(parcels, places, faults);
        if (unheard.isEmpty()) {
            return List.of();
        }
        var blocked = connection.blocked();
        if (blocked.isPresent()) { // what it has already, it takes when it goes on
            fail(unheard, "it takes no messages for now: " + blocked.get(), faults);
            return List.of();
        }
        var ending = confirmations.ending().map(connection::reason);
        var again = giveUp(unheard, ending.orElse("it was not confirmed within " + LIMIT), parcels, faults);
        return ending.isPresent() ? again : List.of();
    }

    /** Publishes for as long as it is any use, and waits for what was published. */
    private void publish(Channel open, List<Parcel> parcels, List<Integer> places, long end)
            throws IOException, InterruptedException {
        var window = new SendWindow(confirmations);
        for (var place : places) {
            var parcel = parcels.get(place);
            var objection = parcel.objection(open.getConnection().getFrameMax());
            if (objection.isPresent()) {
                confirmations.refuse(place, objection.get());
                continue;
            }
            var body = BodyText.bytes(parcel.body());
            window.awaitRoomFor(body.length, this::isBlocked, end);
            if (isBlocked() || System.nanoTime() > end) {
                break;
            }
            confirmations.expect(open.getNextPublishSeqNo(), place);
            open.basicPublish(parcel.exchange(), parcel.routingKey(), true, parcel.properties(), body);
        }
        confirmations.awaitFewerThan(1, this::isBlocked, end);
    }

    private boolean isBlocked() {
        return connection.blocked().isPresent();
    }

    private List<Integer> unheard(List<Integer> places) {
        return places.stream().filter(place -> !confirmations.isSettled(place)).toList();
    }

    /** What comes late for these is nobody's any more, so the connection is another one from now on. */
    private List<Integer> giveUp(
            List<Integer> places, String reason, List<Parcel> parcels, List<Optional<Fault>> faults) {
        note(parcels, places, faults);
        var open = places.stream()
                .filter(place -> faults.get(place).isEmpty() && !confirmations.isSettled(place))
                .toList();
        fail(open, reason, faults);
        channel = null;
        connection.drop();
        return open;
    }

    private static void fail(List<Integer> places, String reason, List<Optional<Fault>> faults) {
        places.forEach(place -> faults.set(place, Optional.of(RabbitMqFaults.unsent(reason))));
    }

    private void note(List<Parcel> parcels, List<Integer> places, List<Optional<Fault>> faults) {
        for (var place : places) {
            var id = parcels.get(place).properties().getMessageId();
            confirmations.findFault(place, id).ifPresent(fault -> faults.set(place, Optional.of(fault)));
        }
    }

    private Channel openChannel() throws IOException, TimeoutException {
        var open = channel;
        if (open == null || !open.isOpen()) {
            open = connection.openChannel();
            confirmations = new Confirmations();
            open.addConfirmListener(confirmations);
            open.addReturnListener(confirmations);
            open.addShutdownListener(confirmations);
            open.confirmSelect();
            channel = open;
        }
        return open;
    }

    @Override
    public void close() {
        channel = null;
        connection.close();
    }
}
