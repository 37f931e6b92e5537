package dev.afterdelete.rabbit;

import dev.afterdelete.event.DeadLetter;
import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.rabbit.RabbitMqSender.Parcel;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The {@link DeadLetterQueue} port on RabbitMQ: the attributes of a letter are headers of its message. */
public final class RabbitMqDeadLetterQueue implements DeadLetterQueue, AutoCloseable {
    /** A reason is for a person, who has read enough by then. */
    private static final int MAX_REASON_LENGTH = 1_000;

    private final RabbitMqSender sender;
    private final RabbitMqTopology topology;
    private final InstantSource clock;

    RabbitMqDeadLetterQueue(RabbitMqSender sender, RabbitMqTopology topology, InstantSource clock) {
        this.sender = sender;
        this.topology = topology;
        this.clock = clock;
    }

    @Override
    public List<Optional<Fault>> send(List<DeadLetter> letters) {
        var now = clock.instant();
        return sender.send(letters.stream()
                .map(letter -> parcel(letter.delivery(), attributes(letter, now), now))
                .toList());
    }

    /** Sends those that have been delivered too often, without a code, as a queue would. */
    List<Optional<Fault>> sendExhausted(List<Delivery> deliveries) {
        var now = clock.instant();
        return sender.send(deliveries.stream()
                .map(delivery -> parcel(delivery, exhausted(delivery, now), now))
                .toList());
    }

    private static Map<String, Object> exhausted(Delivery delivery, Instant now) {
        var attributes = attributes(delivery, now);
        attributes.put(REASON_ATTRIBUTE, "it was delivered %d times and failed".formatted(delivery.receiveCount()));
        return attributes;
    }

    private Parcel parcel(Delivery delivery, Map<String, Object> attributes, Instant now) {
        return new Parcel(
                topology.deadLetters(),
                topology.deadLetters(),
                RabbitMqHeaders.persistent(UUID.randomUUID().toString(), now, attributes),
                delivery.body());
    }

    private static Map<String, Object> attributes(DeadLetter letter, Instant refused) {
        var attributes = attributes(letter.delivery(), refused);
        attributes.put(CODE_ATTRIBUTE, letter.fault().code().name());
        attributes.put(REASON_ATTRIBUTE, cut(letter.fault().reason()));
        return attributes;
    }

    private static Map<String, Object> attributes(Delivery delivery, Instant refused) {
        var attributes = new HashMap<String, Object>();
        attributes.put(MESSAGE_ID_ATTRIBUTE, delivery.id());
        attributes.put(REFUSED_AT_ATTRIBUTE, text(refused));
        delivery.times().sent().ifPresent(time -> attributes.put(SENT_AT_ATTRIBUTE, text(time)));
        delivery.times().firstReceived().ifPresent(time -> attributes.put(FIRST_RECEIVED_AT_ATTRIBUTE, text(time)));
        return attributes;
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String cut(String reason) {
        if (reason.length() <= MAX_REASON_LENGTH) {
            return reason;
        }
        var end = Character.isHighSurrogate(reason.charAt(MAX_REASON_LENGTH - 1))
                ? MAX_REASON_LENGTH - 1
                : MAX_REASON_LENGTH;
        return reason.substring(0, end) + "…";
    }

    @Override
    public void close() {
        sender.close();
    }
}
