package dev.afterdelete;

import dev.afterdelete.aws.SecretCredentials;
import dev.afterdelete.aws.SqsDeadLetterQueue;
import dev.afterdelete.aws.SqsDeadLetters;
import dev.afterdelete.aws.SqsPublisher;
import dev.afterdelete.aws.SqsSource;
import dev.afterdelete.config.Credentials;
import dev.afterdelete.config.DatabaseSettings;
import dev.afterdelete.config.Settings.BrokerLogin;
import dev.afterdelete.config.Settings.QueueSettings;
import dev.afterdelete.config.queue.QueueAddress;
import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.rabbit.RabbitMq;
import dev.afterdelete.rabbit.RabbitMqDeclaration;
import dev.afterdelete.rabbit.RestQueues;
import dev.afterdelete.redrive.DeadLetters;
import dev.afterdelete.serve.Unconfigured;
import dev.afterdelete.worker.MessageSource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The queue that settings name, on SQS or on RabbitMQ. Of the other one no class is loaded. What was opened is closed
 * together.
 */
final class Queues implements AutoCloseable {
    private static final String QUEUE = "AFTERDELETE_QUEUE_URL";
    private static final String DEAD_LETTER_QUEUE = "AFTERDELETE_DEAD_LETTER_QUEUE_URL";

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    private final QueueSettings settings;
    private final InstantSource clock;
    private Instant nextLook = Instant.EPOCH;
    private @Nullable RabbitMqDeclaration declaration;
    private @Nullable RestQueues rests;
    private final Deque<Runnable> closings = new ArrayDeque<>();

    Queues(QueueSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Sends messages; each with the approval where that is given, else with its own. Where no queue is set it sends
     * none.
     */
    Publisher publisher(Approval approval) {
        return settings.address()
                .<Publisher>map(address -> switch (address) {
                    case QueueAddress.Sqs(var url) -> sqsPublisher(url, approval);
                    case QueueAddress.RabbitMq broker -> rabbitPublisher(broker, approval);
                })
                .orElseGet(() -> Unconfigured.publisher(QUEUE));
    }

    private static Publisher sqsPublisher(URI url, Approval approval) {
        return switch (approval) {
            case NONE -> new SqsPublisher(url);
            case GIVEN -> SqsPublisher.approving(url);
        };
    }

    private Publisher rabbitPublisher(QueueAddress.RabbitMq broker, Approval approval) {
        var publisher = on(broker).publisher(approval);
        closings.push(publisher::close);
        return publisher;
    }

    /** Keeps refused messages; none where no queue for them is set. */
    DeadLetterQueue deadLetterQueue() {
        return findRabbitMq()
                .<DeadLetterQueue>map(broker -> {
                    var letters = on(broker).deadLetterQueue();
                    closings.push(letters::close);
                    return letters;
                })
                .or(() -> settings.deadLetterQueueUrl().map(url -> new SqsDeadLetterQueue(url, clock)))
                .orElseGet(() -> Unconfigured.deadLetterQueue(DEAD_LETTER_QUEUE));
    }

    /**
     * Hands messages over.
     *
     * @param atOnce how many at most that nobody has settled, where the queue pushes
     * @throws FaultException systemic, when no queue is set
     */
    MessageSource source(int atOnce) {
        return switch (settings.address().orElseThrow(Queues::noQueue)) {
            case QueueAddress.Sqs(var url) -> new SqsSource(url);
            case QueueAddress.RabbitMq broker -> {
                var source = on(broker).source(atOnce);
                closings.push(source::close);
                yield source;
            }
        };
    }

    /** Lets messages rest that failed; says of each why it does not, in their order. They rest on RabbitMQ only. */
    List<Optional<Fault>> rest(List<Delivery> failed) {
        return findRabbitMq()
                .map(broker -> openRests(broker).rest(failed))
                .orElseGet(() -> Collections.nCopies(
                        failed.size(),
                        Optional.of(new Fault(
                                FaultCode.SEND_FAILED,
                                "there is no queue of RabbitMQ in %s to rest in".formatted(QUEUE)))));
    }

    private RestQueues openRests(QueueAddress.RabbitMq broker) {
        var open = rests;
        if (open == null) {
            open = on(broker).rests();
            closings.push(open::close);
            rests = open;
        }
        return open;
    }

    /**
     * Reads refused messages.
     *
     * @throws FaultException systemic, when no queue for them is set
     */
    DeadLetters deadLetters() {
        var broker = findRabbitMq();
        if (broker.isPresent()) {
            var letters = on(broker.get()).deadLetters();
            closings.push(letters::close);
            return letters;
        }
        var letters = new SqsDeadLetters(settings.deadLetterQueueUrl().orElseThrow(() -> missing(DEAD_LETTER_QUEUE)));
        closings.push(letters::close);
        return letters;
    }

    /**
     * The RabbitMQ that the settings name.
     *
     * @throws FaultException systemic, when they name none
     */
    RabbitMq requireRabbitMq() {
        return on(findRabbitMq()
                .orElseThrow(() -> FaultException.of(
                        FaultCode.INVALID_CONFIGURATION,
                        "expected an amqp(s) URL in %s: queues of SQS are made by template.yaml".formatted(QUEUE))));
    }

    /** What people call what holds the queues. */
    String system() {
        return findRabbitMq().isPresent() ? "RabbitMQ" : "SQS";
    }

    /** @throws FaultException systemic, when no queue is set */
    void requireQueue() {
        if (settings.address().isEmpty()) {
            throw missing(QUEUE);
        }
    }

    private Optional<QueueAddress.RabbitMq> findRabbitMq() {
        return settings.address().flatMap(address -> switch (address) {
            case QueueAddress.RabbitMq broker -> Optional.of(broker);
            case QueueAddress.Sqs _ -> Optional.empty();
        });
    }

    /**
     * Looks at the queue where nobody else measures it; nothing on SQS, or where it looked a moment ago. What is not
     * there holds nothing, and is told as a fault too.
     */
    List<Happening> measure() {
        var now = clock.instant();
        var broker = findRabbitMq();
        if (broker.isEmpty() || now.isBefore(nextLook)) {
            return List.of();
        }
        nextLook = now.plus(BETWEEN_LOOKS);
        try {
            var count = openDeclaration(broker.get()).count();
            var happenings = new ArrayList<Happening>();
            happenings.add(new Happening.QueueMeasured(count.waiting(), count.resting(), count.dead()));
            count.missing().forEach(fault -> happenings.add(new Happening.QueueFaulted(fault)));
            return happenings;
        } catch (FaultException unanswered) {
            return List.of(new Happening.QueueFaulted(unanswered.fault()));
        }
    }

    private RabbitMqDeclaration openDeclaration(QueueAddress.RabbitMq broker) {
        var open = declaration;
        if (open == null) {
            open = on(broker).declaration();
            closings.push(open::close);
            declaration = open;
        }
        return open;
    }

    private RabbitMq on(QueueAddress.RabbitMq broker) {
        return new RabbitMq(broker, settings.login().map(Queues::credentials).orElseThrow(), clock);
    }

    private static Supplier<Credentials> credentials(BrokerLogin login) {
        return switch (login.credential()) {
            case DatabaseSettings.Password(var password) ->
                () -> new Credentials(login.user().orElse(""), password);
            case DatabaseSettings.Secret(var id) ->
                () -> new SecretCredentials("AFTERDELETE_QUEUE_SECRET", id, login.user(), FaultCode.QUEUE_UNAVAILABLE)
                        .current();
        };
    }

    private static FaultException noQueue() {
        return FaultException.of(
                FaultCode.INVALID_CONFIGURATION, "there is no queue to take messages from: set " + QUEUE);
    }

    private static FaultException missing(String setting) {
        return FaultException.of(FaultCode.INVALID_CONFIGURATION, "expected the URL of a queue in " + setting);
    }

    @Override
    public void close() {
        closings.forEach(Runnable::run);
    }
}
