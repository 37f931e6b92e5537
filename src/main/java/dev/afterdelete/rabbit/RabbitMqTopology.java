package dev.afterdelete.rabbit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What RabbitMQ has to hold for one queue: two exchanges, the queue, the one of its dead letters, and those in which a
 * message rests that failed. All are durable, and the queues replicated.
 *
 * @param name of the exchange and the queue; all other names begin with it
 * @see <a href="https://www.rabbitmq.com/docs/quorum-queues">RabbitMQ: quorum queues</a>
 */
public record RabbitMqTopology(String name) {
    /**
     * How often a message is delivered before it is a dead letter: with the rests between, for more than four hours of
     * an outage.
     */
    public static final int DELIVERY_LIMIT = 60;

    /**
     * How long a message rests that failed for the first time, for the second, and so on; the last is for all others.
     */
    static final List<Duration> RESTS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            Duration.ofSeconds(16),
            Duration.ofSeconds(64),
            Duration.ofMinutes(5));

    /** Being looked at counts as a delivery, so nothing may be dropped for it. */
    private static final int AS_OFTEN_AS_ONE_LIKES = 1_000_000;

    /**
     * A queue.
     *
     * @param arguments as RabbitMQ calls them
     */
    public record Queue(String name, Map<String, Object> arguments) {
        public Queue {
            arguments = Map.copyOf(arguments);
        }
    }

    /** That what is sent to the exchange by the key goes to the queue. */
    public record Binding(String exchange, String key, String queue) {}

    /** The name of the dead letters' exchange and queue. */
    public String deadLetters() {
        return name + ".dead-letters";
    }

    /** The name of the queue in which a message rests that was delivered so often, at least once, and failed. */
    String rest(int deliveries) {
        return restName(RESTS.get(Math.clamp(deliveries, 1, RESTS.size()) - 1));
    }

    /** The names of the queues in which messages rest. */
    List<String> restQueues() {
        return RESTS.stream().map(this::restName).toList();
    }

    /** The direct exchanges. */
    public List<String> exchanges() {
        return List.of(name, deadLetters());
    }

    /** The queues, in an order in which they can be made. */
    public List<Queue> queues() {
        var queues = new ArrayList<Queue>();
        queues.add(new Queue(deadLetters(), arguments(Map.of("x-delivery-limit", AS_OFTEN_AS_ONE_LIKES))));
        queues.add(new Queue(
                name, withDeadLettersTo(deadLetters(), deadLetters(), Map.of("x-delivery-limit", DELIVERY_LIMIT))));
        RESTS.forEach(rest -> queues.add(new Queue(
                restName(rest), withDeadLettersTo(name, name, Map.of("x-message-ttl", (int) rest.toMillis())))));
        return List.copyOf(queues);
    }

    /** What leads from the exchanges to the queues. */
    public List<Binding> bindings() {
        return exchanges().stream()
                .map(exchange -> new Binding(exchange, exchange, exchange))
                .toList();
    }

    private String restName(Duration rest) {
        return "%s.rest-%ds".formatted(name, rest.toSeconds());
    }

    /** A message leaves such a queue only when the next one has it. */
    private static Map<String, Object> withDeadLettersTo(String exchange, String key, Map<String, Object> more) {
        var arguments = new TreeMap<String, Object>(more);
        arguments.put("x-dead-letter-exchange", exchange);
        arguments.put("x-dead-letter-routing-key", key);
        arguments.put("x-dead-letter-strategy", "at-least-once");
        arguments.put("x-overflow", "reject-publish");
        return arguments(arguments);
    }

    private static Map<String, Object> arguments(Map<String, Object> more) {
        var arguments = new TreeMap<String, Object>(more);
        arguments.put("x-queue-type", "quorum");
        return arguments;
    }
}
