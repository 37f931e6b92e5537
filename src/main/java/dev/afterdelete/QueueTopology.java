package dev.afterdelete;

import dev.afterdelete.config.Settings;
import dev.afterdelete.rabbit.RabbitMqDeclaration.Finding;
import dev.afterdelete.rabbit.RabbitMqTopology;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What RabbitMQ has to hold for the queue that settings name. */
public final class QueueTopology {
    private final Queues queues;

    private QueueTopology(Queues queues) {
        this.queues = queues;
    }

    /**
     * As environment variables describe it.
     *
     * @throws RuntimeException when a setting cannot be used, with every mistake in its message
     */
    public static QueueTopology from(Map<String, String> environment) {
        return new QueueTopology(new Queues(Settings.from(environment).queue(), InstantSource.system()));
    }

    /**
     * What has to be there.
     *
     * @throws dev.afterdelete.fault.FaultException systemic, when the queue is none of RabbitMQ's
     */
    public RabbitMqTopology wanted() {
        return queues.requireRabbitMq().topology();
    }

    /**
     * What of it is there, and what is there and different. Changes nothing.
     *
     * @throws dev.afterdelete.fault.FaultException when RabbitMQ does not answer
     */
    public List<Finding> compare() {
        try (var declaration = queues.requireRabbitMq().declaration()) {
            return declaration.compare();
        }
    }

    /**
     * Makes what is missing, and nothing where anything differs. <b>Idempotent</b>.
     *
     * @throws dev.afterdelete.fault.FaultException when RabbitMQ does not answer
     */
    public List<Finding> apply() {
        try (var declaration = queues.requireRabbitMq().declaration()) {
            return declaration.apply();
        }
    }
}
