package dev.afterdelete.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.rabbit.connect.RabbitMqConnection;
import dev.afterdelete.rabbit.connect.RabbitMqFaults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
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
     * @param matter what was expected, and what RabbitMQ says about the difference; empty where there is none
     */
    public record Finding(String thing, State state, String matter) {}

    /**
     * Messages that nobody has taken. How old they are RabbitMQ does not tell by this way.
     *
     * @param waiting in the queue
     * @param resting that failed, and wait for their next delivery
     * @param dead letters
     * @param missing a fault for each queue that is not there
     */
    public record Count(long waiting, long resting, long dead, List<Fault> missing) {}

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
                            ? declare(thing, State.THERE, "direct, durable", open -> declareExchange(open, exchange))
                            : new Finding(thing, State.MISSING, ""));
        }
        for (var queue : topology.queues()) {
            var thing = "queue " + queue.name();
            findings.add(
                    isThere(open -> open.queueDeclarePassive(queue.name()))
                            ? declare(
                                    thing,
                                    State.THERE,
                                    "durable, " + new TreeMap<>(queue.arguments()),
                                    open -> declareQueue(open, queue))
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
        return declare(finding.thing(), State.MADE, "what was missing", open -> {
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
     * @throws FaultException transient, when RabbitMQ does not answer
     */
    public Count count() {
        var missing = new ArrayList<Fault>();
        var waiting = count(topology.name(), missing);
        var dead = count(topology.deadLetters(), missing);
        var resting = topology.restQueues().stream()
                .mapToLong(queue -> count(queue, missing))
                .sum();
        return new Count(waiting, resting, dead, missing);
    }

    /** A queue that is not there holds none. */
    private long count(String queue, List<Fault> missing) {
        var count = new ArrayList<Long>();
        if (!isThere(open -> count.add(open.messageCount(queue)))) {
            missing.add(new Fault(
                    FaultCode.QUEUE_UNAVAILABLE,
                    "there is no queue %s; `afterdelete queue --apply` makes what is missing".formatted(queue)));
            return 0;
        }
        return count.getFirst();
    }

    /** What is not there, by name; how the others are only {@link #compare} says. */
    List<String> missing() throws IOException, TimeoutException {
        var missing = new ArrayList<String>();
        for (var exchange : topology.exchanges()) {
            if (!finds(open -> open.exchangeDeclarePassive(exchange))) {
                missing.add("exchange " + exchange);
            }
        }
        for (var queue : topology.queues()) {
            if (!finds(open -> open.queueDeclarePassive(queue.name()))) {
                missing.add("queue " + queue.name());
            }
        }
        return missing;
    }

    private static void declareExchange(Channel open, String exchange) throws IOException {
        open.exchangeDeclare(exchange, BuiltinExchangeType.DIRECT, true);
    }

    private static void declareQueue(Channel open, RabbitMqTopology.Queue queue) throws IOException {
        open.queueDeclare(queue.name(), true, false, false, queue.arguments());
    }

    private boolean isThere(Question question) {
        try {
            return finds(question);
        } catch (AlreadyClosedException | IOException | TimeoutException error) {
            throw unanswered(error);
        }
    }

    private boolean finds(Question question) throws IOException, TimeoutException {
        try {
            askOnce(question);
            return true;
        } catch (IOException refused) {
            if (codeOf(refused) == AMQP.NOT_FOUND) {
                return false;
            }
            throw refused;
        }
    }

    private Finding declare(String thing, State done, String expected, Question question) {
        try {
            askOnce(question);
            return new Finding(thing, done, "");
        } catch (IOException refused) {
            if (codeOf(refused) == AMQP.PRECONDITION_FAILED) {
                return new Finding(
                        thing, State.DIFFERENT, "expected %s; %s".formatted(expected, RabbitMqFaults.reason(refused)));
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
