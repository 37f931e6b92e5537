package dev.afterdelete.rabbit;

import static dev.afterdelete.event.DeadLetterQueue.APPROVED_ATTRIBUTE;
import static dev.afterdelete.event.DeadLetterQueue.FIRST_RECEIVED_AT_ATTRIBUTE;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.body.MessageName;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.rabbit.RabbitMqSender.Parcel;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets messages rest that failed, the longer the more often they did, until their queue takes them back; those that did
 * so too often become dead letters.
 */
public final class RestQueues implements AutoCloseable {
    private final RabbitMqSender sender;
    private final RabbitMqTopology topology;
    private final RabbitMqDeadLetterQueue deadLetters;

    /** Sends by {@code sender}, as {@code deadLetters} does. */
    RestQueues(RabbitMqSender sender, RabbitMqTopology topology, RabbitMqDeadLetterQueue deadLetters) {
        this.sender = sender;
        this.topology = topology;
        this.deadLetters = deadLetters;
    }

    /**
     * A message that failed.
     *
     * @param properties as it came with
     */
    record Tired(Delivery delivery, BasicProperties properties) {}

    /** As {@link #send}, for deliveries of which nothing else is known. */
    public List<Optional<Fault>> rest(List<Delivery> failed) {
        return send(failed.stream().map(RestQueues::tired).toList());
    }

    private static Tired tired(Delivery delivery) {
        var headers = new HashMap<String, Object>();
        delivery.approval().attribute().ifPresent(value -> headers.put(APPROVED_ATTRIBUTE, value));
        var properties = new BasicProperties.Builder()
                .messageId(delivery.id())
                .headers(headers)
                .build();
        return new Tired(delivery, properties);
    }

    /** Why each neither rests nor is a dead letter, in their order; empty where it is. */
    List<Optional<Fault>> send(List<Tired> messages) {
        var resting = sender.send(messages.stream()
                        .filter(message -> !isExhausted(message))
                        .map(this::parcel)
                        .toList())
                .iterator();
        var exhausted = deadLetters
                .sendExhausted(messages.stream()
                        .filter(RestQueues::isExhausted)
                        .map(Tired::delivery)
                        .toList())
                .iterator();
        return messages.stream()
                .map(message -> isExhausted(message) ? exhausted.next() : resting.next())
                .toList();
    }

    private static boolean isExhausted(Tired message) {
        return message.delivery().receiveCount() >= RabbitMqTopology.DELIVERY_LIMIT;
    }

    private Parcel parcel(Tired message) {
        var delivery = message.delivery();
        var headers = RabbitMqHeaders.of(message.properties()).ofTheSender();
        headers.put(RabbitMqHeaders.DELIVERIES, delivery.receiveCount());
        var times = delivery.times();
        times.firstReceived().ifPresent(time -> headers.put(FIRST_RECEIVED_AT_ATTRIBUTE, time.toString()));
        var id = MessageName.of(message.properties().getMessageId(), delivery.body());
        return new Parcel(
                "", // the exchange that leads to every queue by its name
                topology.rest(delivery.receiveCount()),
                RabbitMqHeaders.persistent(
                        id, times.sent().or(times::firstReceived).orElse(Instant.EPOCH), headers),
                delivery.body());
    }

    /** When a message that has rested was first received. */
    static Optional<Instant> firstReceived(Map<String, String> texts) {
        try {
            return Optional.ofNullable(texts.get(FIRST_RECEIVED_AT_ATTRIBUTE)).map(Instant::parse);
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        sender.close();
    }
}
