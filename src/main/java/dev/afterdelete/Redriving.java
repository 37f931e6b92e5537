package dev.afterdelete;

import dev.afterdelete.config.Settings;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.jdbc.JdbcRefusedDebts;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.redrive.DeadLetterRedrive;
import dev.afterdelete.redrive.DebtRedrive;
import dev.afterdelete.redrive.RefusedMessages;
import dev.afterdelete.serve.Unconfigured;
import dev.afterdelete.wire.JsonMessageFormat;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What redriving refused messages needs, put together from settings. Nothing is opened before it is needed: letters of
 * which none is owed can be redriven without a database. Not for several threads.
 */
public final class Redriving implements AutoCloseable {
    private final Settings settings;
    private final JdbcSession session;
    private final RelationGraph graph;
    private final MessageFormat format;
    private final Queues queues;

    private Redriving(Map<String, String> environment) {
        this.settings = Settings.from(environment);
        this.queues = new Queues(settings.queue(), InstantSource.system());
        this.session = Sessions.bare(environment);
        this.graph = Declaration.read(settings.relations());
        this.format = new JsonMessageFormat(graph, Redriving::cascadeName);
    }

    /**
     * As environment variables describe it.
     *
     * @throws RuntimeException when a setting or the declaration cannot be used, with every mistake in its message
     */
    public static Redriving from(Map<String, String> environment) {
        return new Redriving(environment);
    }

    /**
     * The messages that wait in the dead-letter queue.
     *
     * @param approval whether what is sent back is let through; the outbox remembers it
     * @throws FaultException when the settings name none
     */
    public RefusedMessages deadLetters(Approval approval) {
        return new DeadLetterRedrive(
                queues.deadLetters(),
                new JdbcRefusedDebts(session, graph.shardType(), approval),
                format,
                settings.relay().after());
    }

    /**
     * The messages that the outbox has marked as refused.
     *
     * @param approval whether what is sent back is let through; the outbox remembers it
     */
    public RefusedMessages debts(Approval approval) {
        return new DebtRedrive(
                new JdbcRefusedDebts(session, graph.shardType(), approval),
                format,
                settings.relay().after());
    }

    /**
     * Where messages go back to.
     *
     * @throws FaultException when the settings name no queue
     */
    public Publisher queue() {
        queues.requireQueue();
        return queues.publisher(Approval.NONE);
    }

    /**
     * Where messages go back to, each let through once by a person.
     *
     * @throws FaultException when the settings name no queue
     */
    public Publisher approvingQueue() {
        queues.requireQueue();
        return queues.publisher(Approval.GIVEN);
    }

    /** What holds the queues: {@code SQS} or {@code RabbitMQ}. */
    public String queueSystem() {
        return queues.system();
    }

    /** Takes nothing: for what sends nothing. */
    public static Publisher nowhere() {
        return Unconfigured.publisher("AFTERDELETE_QUEUE_URL");
    }

    private static String cascadeName() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    @Override
    public void close() {
        queues.close();
        session.close();
    }
}
