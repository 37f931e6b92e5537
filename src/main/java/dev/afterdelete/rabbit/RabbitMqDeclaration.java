package dev.afterdelete.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.rabbit.connect.RabbitMqConnection;
import dev.afterdelete.rabbit.connect.RabbitMqFaults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Holds a topology against what RabbitMQ has, makes what is missing, and counts what waits there. What is there and
 * different stays as it is.
 */
public final class RabbitMqDeclaration implements AutoCloseable {
    private final RabbitMqConnection connection;
    private final RabbitMqTopology topology;

    RabbitMqDeclaration(RabbitMqConnection connection, RabbitMqTopology topology) {
        this.connection = connection;
        this.topology = topology;
    }

    /** What became of one of the things that RabbitMQ has to hold. */
    public enum State {
        /** It is there, as it has to be. */
        THERE,
        /** It is not there. */
        MISSING,
        /** It is there now. */
        MADE,
        /** It is there, and not as it has to be. */
        DIFFERENT
    }

    /**
     * What is so of one thing.
     *
     * @param thing {@code exchange} or {@code queue} and its name
     * @param matter what RabbitMQ says about the difference; empty where there is none
     */
    public record Finding(String thing, State state, String matter) {}

    /**
     * Messages that nobody has taken. How old they are RabbitMQ does not tell by this way.
     *
     * @param waiting in the queue
     * @param resting that failed, and wait for their next delivery
     * @param dead letters
     */
    public record Count(long waiting, long resting, long dead) {}

    /** What one asks RabbitMQ on a channel of its own: an answer in the negative closes it. */
    private interface Question {
        void ask(Channel channel) throws IOException;
    }

    /** What RabbitMQ has, by name. What leads from exchanges to queues it does not tell. */
    public List<Finding> compare() {
        var findings = new ArrayList<Finding>();
        for (var exchange : topology.exchanges()) {
            var thing = "exchange " + exchange;
            findings.add(
                    isThere(open -> open.exchangeDeclarePassive(exchange))
                            ? declare(thing, State.THERE, open -> declareExchange(open, exchange))
                            : new Finding(thing, State.MISSING, ""));
        }
        for (var queue : topology.queues()) {
            var thing = "queue " + queue.name();
            findings.add(
                    isThere(open -> open.queueDeclarePassive(queue.name()))
                            ? declare(thing, State.THERE, open -> declareQueue(open, queue))
                            : new Finding(thing, State.MISSING, ""));
        }
        return List.copyOf(findings);
    }

    /**
     * Makes what is missing, and nothing where anything differs. <b>Idempotent</b>.
     *
     * @return what has become of each
     */
    public List<Finding> apply() {
        var before = compare();
        if (before.stream().anyMatch(finding -> finding.state() == State.DIFFERENT)) {
            return before;
        }
        var after = new ArrayList<Finding>();
        for (var place = 0; place < before.size(); place++) {
            after.add(make(before.get(place), place));
        }
        ask(open -> {
            for (var binding : topology.bindings()) {
                open.queueBind(binding.queue(), binding.exchange(), binding.key());
            }
        });
        return List.copyOf(after);
    }

    private Finding make(Finding finding, int place) {
        if (finding.state() != State.MISSING) {
            return finding;
        }
        var exchanges = topology.exchanges();
        return declare(finding.thing(), State.MADE, open -> {
            if (place < exchanges.size()) {
                declareExchange(open, exchanges.get(place));
            } else {
                declareQueue(open, topology.queues().get(place - exchanges.size()));
            }
        });
    }

    /**
     * Counts the messages.
     *
     * @throws FaultException transient, when RabbitMQ does not answer, or there is no such queue
     */
    public Count count() {
        var counts = new ArrayList<Long>();
        ask(open -> {
            counts.add(open.messageCount(topology.name()));
            counts.add(open.messageCount(topology.deadLetters()));
            for (var queue : topology.restQueues()) {
                counts.add(open.messageCount(queue));
            }
        });
        var resting = counts.stream().skip(2).mapToLong(Long::longValue).sum();
        return new Count(counts.get(0), resting, counts.get(1));
    }

    private static void declareExchange(Channel open, String exchange) throws IOException {
        open.exchangeDeclare(exchange, BuiltinExchangeType.DIRECT, true);
    }

    private static void declareQueue(Channel open, RabbitMqTopology.Queue queue) throws IOException {
        open.queueDeclare(queue.name(), true, false, false, queue.arguments());
    }

    private boolean isThere(Question question) {
        try {
            askOnce(question);
            return true;
        } catch (IOException refused) {
            if (codeOf(refused) == AMQP.NOT_FOUND) {
                return false;
            }
            throw unanswered(refused);
        } catch (AlreadyClosedException | TimeoutException error) {
            throw unanswered(error);
        }
    }

    private Finding declare(String thing, State done, Question question) {
        try {
            askOnce(question);
            return new Finding(thing, done, "");
        } catch (IOException refused) {
            if (codeOf(refused) == AMQP.PRECONDITION_FAILED) {
                return new Finding(thing, State.DIFFERENT, RabbitMqFaults.reason(refused));
            }
            throw unanswered(refused);
        } catch (AlreadyClosedException | TimeoutException error) {
            throw unanswered(error);
        }
    }

    private void ask(Question question) {
        try {
            askOnce(question);
        } catch (AlreadyClosedException | IOException | TimeoutException error) {
            throw unanswered(error);
        }
    }

    private void askOnce(Question question) throws IOException, TimeoutException {
        var open = connection.openChannel();
        question.ask(open);
        open.abort();
    }

    private static int codeOf(IOException refused) {
        return refused.getCause() instanceof ShutdownSignalException signal
                        && signal.getReason() instanceof AMQP.Channel.Close close
                ? close.getReplyCode()
                : 0;
    }

    private FaultException unanswered(Exception error) {
        return new FaultException(connection.unavailable(error), error);
    }

    @Override
    public void close() {
        connection.close();
    }
}
