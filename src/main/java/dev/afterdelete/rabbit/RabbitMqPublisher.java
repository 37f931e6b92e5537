package dev.afterdelete.rabbit;

import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.rabbit.RabbitMqSender.Parcel;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The {@link Publisher} port on RabbitMQ: a message counts as sent when a queue has confirmed it. RabbitMQ knows no
 * tenants, so that none of them is favoured or held back.
 */
public final class RabbitMqPublisher implements Publisher, AutoCloseable {
    private final RabbitMqSender sender;
    private final RabbitMqTopology topology;
    private final Approval approval;
    private final InstantSource clock;

    RabbitMqPublisher(RabbitMqSender sender, RabbitMqTopology topology, Approval approval, InstantSource clock) {
        this.sender = sender;
        this.topology = topology;
        this.approval = approval;
        this.clock = clock;
    }

    @Override
    public List<Optional<Fault>> publish(List<OutgoingMessage> messages) {
        return sender.send(messages.stream().map(this::parcel).toList());
    }

    private Parcel parcel(OutgoingMessage message) {
        var headers = new HashMap<String, Object>();
        approval.attribute()
                .or(() -> message.approval().attribute())
                .ifPresent(value -> headers.put(DeadLetterQueue.APPROVED_ATTRIBUTE, value));
        return new Parcel(
                topology.name(),
                topology.name(),
                RabbitMqHeaders.persistent(UUID.randomUUID().toString(), clock.instant(), headers),
                message.body());
    }

    @Override
    public void close() {
        sender.close();
    }
}
