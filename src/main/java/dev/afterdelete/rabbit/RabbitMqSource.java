package dev.afterdelete.rabbit;

import com.rabbitmq.client.AlreadyClosedException;
import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Delivery.Times;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.rabbit.Intake.Taken;
import dev.afterdelete.rabbit.connect.RabbitMqConnection;
import dev.afterdelete.rabbit.connect.RabbitMqFaults;
import dev.afterdelete.worker.MessageSource;
import dev.afterdelete.worker.Received;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The {@link MessageSource} port on RabbitMQ. The queue pushes as many messages as make a batch, and no more before
 * they are settled. A message is held for as long as its connection stands; when that breaks, it comes again at once.
 */
public final class RabbitMqSource implements MessageSource, AutoCloseable {
    /** Of RabbitMQ's own patience with an acknowledgement, 30 minutes by default, the part that a batch may use. */
    private static final Duration HELD = Duration.ofMinutes(1);

    /** A wait costs RabbitMQ nothing, so that a short one is as good, and lets its worker stop soon. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final RabbitMqConnection connection;
    private final RabbitMqTopology topology;
    private final RestQueues rests;
    private final int prefetch;
    private final InstantSource clock;
    private @Nullable Intake intake;
    private int intakes;
    private Optional<Fault> trouble = Optional.empty();

    RabbitMqSource(
            RabbitMqConnection connection,
            RabbitMqTopology topology,
            RestQueues rests,
            int prefetch,
            InstantSource clock) {
        this.connection = connection;
        this.topology = topology;
        this.rests = rests;
        this.prefetch = prefetch;
        this.clock = clock;
    }

    @Override
    public Duration heldFor() {
        try {
            var missing = new RabbitMqDeclaration(connection, topology).missing();
            if (!missing.isEmpty()) {
                throw new FaultException(
                        RabbitMqFaults.unusable(topology.name(), "there is no " + String.join(", no ", missing)));
            }
            open().begin();
            return HELD;
        } catch (AlreadyClosedException | IOException | TimeoutException error) {
            drop();
            throw connection.unusable(topology.name(), error);
        }
    }

    @Override
    public List<Received> receive(int most, Duration wait) {
        requireNoTrouble();
        try {
            var open = open();
            var taken = open.take(most, wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
            var ending = open.ending();
            if (ending != null) {
                drop();
                throw new FaultException(connection.unavailable(ending), ending);
            }
            return taken.stream().map(this::received).toList();
        } catch (AlreadyClosedException | IOException | TimeoutException error) {
            drop();
            throw new FaultException(connection.unavailable(error), error);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** What could not rest was given back, and would come again at once and at once. */
    private void requireNoTrouble() {
        var fault = trouble;
        trouble = Optional.empty();
        fault.ifPresent(happened -> {
            throw new FaultException(happened);
        });
    }

    @Override
    public List<Received> pause() {
        var open = intake;
        if (open == null) {
            return List.of();
        }
        try {
            return open.pause(prefetch).stream().map(this::received).toList();
        } catch (AlreadyClosedException | IOException error) {
            drop();
            throw new FaultException(connection.unavailable(error), error);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private Received received(Taken taken) {
        var parcel = taken.parcel();
        var headers = RabbitMqHeaders.of(parcel.properties());
        var texts = headers.texts();
        var delivery = new Delivery(
                taken.name(),
                parcel.body(),
                headers.deliveries(),
                new Times(
                        Optional.ofNullable(parcel.properties().getTimestamp()).map(Date::toInstant),
                        RestQueues.firstReceived(texts).or(() -> Optional.of(clock.instant()))),
                Approval.of(Optional.ofNullable(texts.get(DeadLetterQueue.APPROVED_ATTRIBUTE))));
        return new Received(delivery, "%d:%d".formatted(intakes, parcel.tag()));
    }

    @Override
    public List<Fault> acknowledge(List<Received> ended) {
        return settle(ended, Intake::acknowledge);
    }

    @Override
    public List<Fault> giveBack(List<Received> untouched) {
        return settle(untouched, Intake::giveBack);
    }

    /** A copy rests in a queue of its own, and the message is acknowledged once that has it. */
    @Override
    public List<Fault> postpone(List<Received> failed) {
        var held = failed.stream().filter(message -> find(message).isPresent()).toList();
        var unsent = rests.send(held.stream().map(this::tired).toList());
        var resting = new ArrayList<Received>();
        var restless = new ArrayList<Received>();
        for (var place = 0; place < held.size(); place++) {
            (unsent.get(place).isEmpty() ? resting : restless).add(held.get(place));
        }
        var faults =
                unsent.stream().flatMap(Optional::stream).distinct().collect(Collectors.toCollection(ArrayList::new));
        trouble = faults.stream().findFirst();
        faults.addAll(acknowledge(resting));
        faults.addAll(giveBack(restless));
        return faults;
    }

    private RestQueues.Tired tired(Received message) {
        var properties = find(message).orElseThrow().parcel().properties();
        return new RestQueues.Tired(message.delivery(), properties);
    }

    private Optional<Taken> find(Received message) {
        var open = intake;
        return open != null && isOfNow(message) ? Optional.ofNullable(open.find(tag(message))) : Optional.empty();
    }

    private interface Settlement {
        void settle(Intake intake, List<Long> tags) throws IOException;
    }

    private List<Fault> settle(List<Received> messages, Settlement settlement) {
        var open = intake;
        var now = open == null
                ? List.<Received>of()
                : messages.stream().filter(this::isOfNow).toList();
        var faults = new ArrayList<Fault>();
        if (now.size() < messages.size()) {
            faults.add(lost(messages.size() - now.size()));
        }
        if (open != null && !now.isEmpty()) {
            try {
                settlement.settle(open, now.stream().map(RabbitMqSource::tag).toList());
            } catch (AlreadyClosedException | IOException error) {
                drop();
                faults.add(lost(now.size()));
            }
        }
        return faults;
    }

    private static Fault lost(int count) {
        return new Fault(
                FaultCode.QUEUE_UNAVAILABLE,
                "RabbitMQ's connection broke: it did not hear of %d of them, which will come again".formatted(count));
    }

    private boolean isOfNow(Received message) { // numbers of another channel would mean other messages
        return message.receipt().startsWith(intakes + ":");
    }

    private static long tag(Received message) {
        var receipt = message.receipt();
        return Long.parseLong(receipt.substring(receipt.indexOf(':') + 1));
    }

    private Intake open() throws IOException, TimeoutException {
        var open = intake;
        if (open == null) {
            open = Intake.open(connection.openChannel(), topology.name(), prefetch);
            intake = open;
            intakes++;
        }
        return open;
    }

    private void drop() {
        intake = null;
        connection.drop();
    }

    /** Gives back what is not settled; what nobody has received is not counted as delivered for it. */
    @Override
    public void close() {
        if (intake != null) {
            end(intake);
        }
        intake = null;
        connection.close();
        rests.close();
    }

    private void end(Intake open) {
        try {
            open.end();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (AlreadyClosedException | IOException _) {
            connection.drop(); // RabbitMQ has it all back by that
        }
    }
}
