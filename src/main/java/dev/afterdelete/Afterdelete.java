package dev.afterdelete;

import dev.afterdelete.config.Settings;
import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.execute.CascadeExecutor;
import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.jdbc.JdbcDatabase;
import dev.afterdelete.jdbc.JdbcOutbox;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.jdbc.JdbcSnapshot;
import dev.afterdelete.observe.InvocationMetrics;
import dev.afterdelete.observe.JsonLog;
import dev.afterdelete.observe.Listeners;
import dev.afterdelete.plan.Planner;
import dev.afterdelete.preview.Footprint;
import dev.afterdelete.preview.Preview;
import dev.afterdelete.serve.BatchConsumer;
import dev.afterdelete.serve.Continuations;
import dev.afterdelete.serve.DeletionStrategy;
import dev.afterdelete.serve.InlineDeletion;
import dev.afterdelete.serve.MessageMaker;
import dev.afterdelete.serve.MessageRunner;
import dev.afterdelete.serve.QueuedDeletion;
import dev.afterdelete.serve.RowDeletion;
import dev.afterdelete.serve.ScheduledDeletion;
import dev.afterdelete.sweep.FlaggedRows;
import dev.afterdelete.sweep.OutboxRelay;
import dev.afterdelete.sweep.RelayPolicy;
import dev.afterdelete.sweep.SoftDeleteSweep;
import dev.afterdelete.sweep.Sweeper;
import dev.afterdelete.wire.JsonMessageFormat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/**
 * How the rooms fit: the whole system, put together from settings. The only place that makes adapters. Nothing is
 * opened before it is needed. Not for several threads.
 */
public final class Afterdelete implements AutoCloseable {
    private final Settings settings;
    private final RelationGraph graph;
    private final InstantSource clock = InstantSource.system();
    private final RandomGenerator random = new Chance();
    private final InvocationMetrics metrics = new InvocationMetrics(clock);
    private final CascadeListener listener;
    private final Consumer<String> lines;
    private final JdbcSession session;
    private final JdbcDatabase database;
    private final Throttling throttling;
    private final MessageFormat format;
    private final Queues queues;
    private final Publisher publisher;
    private final MessageMaker messages = new MessageMaker(clock, this::cascadeName);
    private final Outbox outbox;
    private final Surroundings surroundings;
    private final CascadeExecutor executor;
    private final MessageRunner runner;

    /**
     * Puts the system together.
     *
     * @param settings what the operator asked for
     * @param graph the declaration
     * @param lines takes log and metrics lines
     */
    public Afterdelete(Settings settings, RelationGraph graph, Consumer<String> lines) {
        this.settings = settings;
        this.graph = graph;
        this.lines = lines;
        this.listener = new Listeners(
                List.of(metrics, new JsonLog(clock, settings.logLevel(), lines)),
                failure -> lines.accept("listener failed: " + failure));
        this.format = new JsonMessageFormat(graph, this::cascadeName);
        this.session = Sessions.holding(settings.database(), graph, clock);
        this.database = new JdbcDatabase(session, format, settings.relay().after());
        this.queues = new Queues(settings.queue(), clock);
        this.publisher = queues.publisher(Approval.NONE);
        this.throttling = new Throttling(settings, session, clock, listener);
        this.surroundings = new Surroundings(clock, ThreadPause.INSTANCE, random, listener);
        this.executor = new CascadeExecutor(database, graph, throttling.throttle(), surroundings);
        this.outbox = new JdbcOutbox(session, graph.shardType());
        this.runner = new MessageRunner(
                executor,
                new Continuations(
                        format, publisher, outbox, listener, settings.relay().after()));
    }

    /**
     * The system as environment variables describe it; lines go to standard output.
     *
     * @throws RuntimeException when a setting or the declaration cannot be used, with every mistake in its message
     */
    public static Afterdelete from(Map<String, String> environment) {
        return from(environment, System.out::println);
    }

    /**
     * The system as environment variables describe it.
     *
     * @param lines takes log and metrics lines
     * @throws RuntimeException when a setting or the declaration cannot be used, with every mistake in its message
     */
    public static Afterdelete from(Map<String, String> environment, Consumer<String> lines) {
        var settings = Settings.from(environment);
        return new Afterdelete(settings, Declaration.read(settings.relations()), lines);
    }

    /** What gets a process ready for its first message. */
    public Rehearsal rehearsal() {
        return new Rehearsal(graph, outbox);
    }

    /** The declaration. */
    public RelationGraph graph() {
        return graph;
    }

    /** Takes batches of deliveries to their end. */
    public BatchConsumer consumer() {
        var patience = settings.queue().restrictPatience();
        return new BatchConsumer(format, runner, queues.deadLetterQueue(), outbox, listener, patience);
    }

    /**
     * Lets messages of RabbitMQ rest that failed, so that they come again later; one that did so too often becomes a
     * dead letter.
     *
     * @return for each, in their order, why it does not; empty where it does
     */
    public List<Optional<Fault>> rest(List<Delivery> failed) {
        var unrested = queues.rest(failed);
        unrested.stream()
                .flatMap(Optional::stream)
                .distinct()
                .forEach(fault -> listener.on(new Happening.QueueFaulted(fault)));
        return unrested;
    }

    /** Deletes rows for requests, in the way that the settings name. */
    public DeletionStrategy deletion() {
        var rows = new RowDeletion(database, new Planner(graph));
        var strategy = switch (settings.api().strategy()) {
            case QUEUE -> new QueuedDeletion(rows, messages, format, publisher, listener);
            case INLINE -> new InlineDeletion(rows, messages, runner, this::inlineBudget);
            case SCHEDULED -> new ScheduledDeletion(rows, messages);
        };
        return strategy.telling(listener);
    }

    /** Finishes what nobody did. */
    public Sweeper sweeper() {
        var policy = new RelayPolicy(
                settings.relay().after(),
                settings.relay().ceiling(),
                settings.relay().trace());
        var relaying = settings.queue()
                .address()
                .map(_ -> new Sweeper.Relaying(
                        new OutboxRelay(outbox, format, publisher, policy, random),
                        outbox,
                        settings.relay().stuckTries()));
        return new Sweeper(new SoftDeleteSweep(database, executor, graph, random), relaying, listener);
    }

    /**
     * What is still to be done. Changes nothing.
     *
     * @throws dev.afterdelete.fault.FaultException when the database does not answer
     */
    public Status status() {
        return Status.read(outbox, settings.relay().stuckTries(), new FlaggedRows(database), graph);
    }

    /** Looks for child rows whose parent is gone. */
    public Orphans orphans() {
        var engine = new Orphans.Engine(database, executor, throttling.throttle(), surroundings);
        return Orphans.of(settings.orphans(), graph, session, engine);
    }

    /** The budget of an invocation that has {@code remaining} time: all of it but the reserve. */
    public TimeBudget budget(Duration remaining) {
        return TimeBudget.of(clock, remaining.minus(settings.engine().timeReserve()));
    }

    /** The budget that ends after exactly {@code duration}; for a process that nobody ends. */
    public TimeBudget exactBudget(Duration duration) {
        return TimeBudget.of(clock, duration);
    }

    /**
     * Sends a message: these rows are deleted.
     *
     * @param keys 1 to {@link CascadeMessage#MAX_KEYS}
     * @param tenant whose they are
     * @return why it was not sent; empty when it was
     */
    public Optional<Fault> publishDeleted(Table table, List<Key> keys, Optional<String> tenant) {
        var message = messages.deleted(table, keys, tenant);
        return publisher.publish(List.of(OutgoingMessage.of(message, format))).getFirst();
    }

    /**
     * What deleting these rows would touch, as of one moment. Nothing is written, and no row is locked.
     *
     * @param keys at least one, each once
     * @param tenant whose they are
     * @param progress gets the count of rows that were looked at so far
     * @throws dev.afterdelete.fault.FaultException permanent: the rows do not lie on one shard, or nobody says on which
     */
    public Footprint preview(Table table, List<Key> keys, Optional<String> tenant, LongConsumer progress) {
        var plan = new Planner(graph).plan(table);
        var shard = messages.standing(table, keys, tenant).shard();
        return new JdbcSnapshot(session, format)
                .read(snapshot -> new Preview(snapshot.on(shard), plan, progress).of(keys));
    }

    /** Counts something that happened around the system, and logs it where that matters. */
    void tell(Happening happening) {
        listener.on(happening);
    }

    /** Writes the metrics line of the invocation of {@code function} that ends now. */
    public void endInvocation(String function) {
        lines.accept(metrics.flush(function));
    }

    @Override
    public void close() {
        queues.close();
        throttling.close();
        session.close();
    }

    private TimeBudget inlineBudget() {
        return TimeBudget.of(clock, settings.api().inlineBudget());
    }

    private String cascadeName() {
        var bytes = new byte[8];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
