package dev.afterdelete.cli.queue;

import dev.afterdelete.QueueTopology;
import java.util.TreeMap;

/** What RabbitMQ has to hold, for a person. */
final class TopologyText {
    private TopologyText() {}

    static String of(QueueTopology declared) {
        var topology = declared.wanted();
        var text = new StringBuilder();
        topology.exchanges().forEach(exchange -> text.append("exchange %s: direct, durable%n".formatted(exchange)));
        topology.queues().forEach(queue -> {
            text.append("queue %s: durable%n".formatted(queue.name()));
            new TreeMap<>(queue.arguments()).forEach((name, value) -> text.append("  %s: %s%n".formatted(name, value)));
        });
        topology.bindings()
                .forEach(binding -> text.append(
                        "binding %s -> %s, key %s%n".formatted(binding.exchange(), binding.queue(), binding.key())));
        return text.toString();
    }
}
