package dev.afterdelete.rabbit;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.config.queue.QueueAddress;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.rabbit.connect.RabbitMqConnection;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Everything that Afterdelete has on one RabbitMQ. Each thing has a connection of its own, opened when it is first
 * needed; whoever asked for it closes it.
 */
public final class RabbitMq {
    private final QueueAddress.RabbitMq address;
    private final Supplier<Credentials> login;
    private final RabbitMqTopology topology;
    private final InstantSource clock;

    /**
     * The RabbitMQ at {@code address}.
     *
     * @param login is asked whenever a connection is opened
     */
    public RabbitMq(QueueAddress.RabbitMq address, Supplier<Credentials> login, InstantSource clock) {
        this.address = address;
        this.login = login;
        this.topology = new RabbitMqTopology(address.name());
        this.clock = clock;
    }

    /** What sends messages; {@code approval} is on all of them. */
    public RabbitMqPublisher publisher(Approval approval) {
        return new RabbitMqPublisher(sender(), topology, approval, clock);
    }

    /** What keeps refused messages. */
    public RabbitMqDeadLetterQueue deadLetterQueue() {
        return new RabbitMqDeadLetterQueue(sender(), topology, clock);
    }

    /** What hands messages over, so many at most that nobody has settled. */
    public RabbitMqSource source(int prefetch) {
        return new RabbitMqSource(connection(), topology, rests(), prefetch, clock);
    }

    /** Where messages rest that failed. */
    public RestQueues rests() {
        var sender = sender();
        return new RestQueues(sender, topology, new RabbitMqDeadLetterQueue(sender, topology, clock));
    }

    /** What reads refused messages. */
    public RabbitMqDeadLetters deadLetters() {
        return new RabbitMqDeadLetters(connection(), topology, clock);
    }

    /** What RabbitMQ has to have. */
    public RabbitMqTopology topology() {
        return topology;
    }

    /** What holds RabbitMQ to what it has to have. */
    public RabbitMqDeclaration declaration() {
        return new RabbitMqDeclaration(connection(), topology);
    }

    RabbitMqSender sender() {
        return new RabbitMqSender(connection());
    }

    private RabbitMqConnection connection() {
        return new RabbitMqConnection(address.broker(), login);
    }
}
