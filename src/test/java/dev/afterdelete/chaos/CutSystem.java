package dev.afterdelete.chaos;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.execute.CascadeExecutor;
import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.EnginePolicy;
import dev.afterdelete.execute.Throttle;
import dev.afterdelete.execute.Throttle.HoldReason;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.jdbc.JdbcDatabase;
import dev.afterdelete.jdbc.JdbcOutbox;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.jdbc.LiveSchema;
import dev.afterdelete.local.DatabaseAddress;
import dev.afterdelete.plan.Planner;
import dev.afterdelete.serve.Answer;
import dev.afterdelete.serve.BatchConsumer;
import dev.afterdelete.serve.Continuations;
import dev.afterdelete.serve.MessageMaker;
import dev.afterdelete.serve.MessageRunner;
import dev.afterdelete.serve.QueuedDeletion;
import dev.afterdelete.serve.RowDeletion;
import dev.afterdelete.serve.Unconfigured;
import dev.afterdelete.sweep.OutboxRelay;
import dev.afterdelete.sweep.RelayPolicy;
import dev.afterdelete.sweep.SoftDeleteSweep;
import dev.afterdelete.wire.JsonMessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * API, consumer and relay over one connection that can be cut, in one thread, with a queue in memory and a clock that
 * only moves when somebody looks at it or waits: an invocation is over after a few attempts, and no wait takes time.
 */
final class CutSystem implements AutoCloseable {
    private static final int MAX_ROWS = 3;
    private static final long LOOKS = 3;
    private static final int BATCH = 10;
    private static final CascadeListener NOBODY = _ -> {};

    private final JdbcSession session;
    private final InMemoryQueue queue = new InMemoryQueue();
    private final AtomicLong now = new AtomicLong();
    private final RelationGraph graph;
    private final QueuedDeletion deletion;
    private final BatchConsumer consumer;
    private final OutboxRelay relay;
    private final SoftDeleteSweep softDeletes;

    CutSystem(String url, DatabaseAddress server, RelationGraph graph, Duration socketTimeout) {
        var random = new SplittableRandom(1);
        var names = new AtomicLong();
        MessageFormat format = new JsonMessageFormat(graph, () -> "c" + names.incrementAndGet());
        InstantSource clock = () -> Instant.ofEpochMilli(now.get());
        this.graph = graph;
        this.session = new JdbcSession(
                new JdbcSession.Target(url, Duration.ofSeconds(3), socketTimeout, Duration.ofSeconds(1)),
                () -> new Credentials(server.user(), server.password()),
                new LiveSchema(graph),
                InstantSource.system());
        var database = new JdbcDatabase(session, format, Duration.ZERO);
        var outbox = new JdbcOutbox(session);
        var executor = new CascadeExecutor(
                database,
                graph,
                new SmallAttempts(),
                new Surroundings(clock, wait -> now.addAndGet(wait.toMillis()), random, NOBODY));
        this.deletion = new QueuedDeletion(
                new RowDeletion(database, new Planner(graph)),
                new MessageMaker(clock, () -> "c" + names.incrementAndGet()),
                format,
                queue,
                NOBODY);
        this.consumer = new BatchConsumer(
                format,
                new MessageRunner(executor, new Continuations(format, queue, outbox, NOBODY, Duration.ZERO)),
                Unconfigured.deadLetterQueue("a dead letter"),
                outbox,
                NOBODY,
                3);
        var policy = new RelayPolicy(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofDays(1));
        this.relay = new OutboxRelay(outbox, format, queue, policy, random);
        this.softDeletes = new SoftDeleteSweep(database, executor, graph, random);
    }

    InMemoryQueue queue() {
        return queue;
    }

    /** Opens the connection, if it is not open. */
    void connect() {
        session.transact(connection -> connection.isValid(1));
    }

    /** Whether the row of a request is certain to go, or gone. */
    boolean delete(Key key) {
        return switch (deletion.delete(graph.defaultTable().orElseThrow(), key, Optional.empty())) {
            case Answer.Deleted _, Answer.Accepted _, Answer.NotFound _ -> true;
            case Answer.NotDone _ -> false;
        };
    }

    /** Consumes as long as that leads to anything. */
    void consume() {
        var moves = true;
        while (moves && !queue.waiting().isEmpty()) {
            moves = queue.settle(consumer.consume(queue.waiting(), shortInvocation()));
        }
    }

    /** Consumes one batch of as many messages as a queue would deliver, for {@code looks} at the clock. */
    void consumeBatch(long looks) {
        var batch = queue.waiting().stream().limit(BATCH).toList();
        if (!batch.isEmpty()) {
            queue.settle(consumer.consume(batch, ending(looks)));
        }
    }

    /** Consumes what was delivered before; what it sends on is consumed too. */
    void consumeAgain(List<Delivery> deliveries) {
        consumer.consume(deliveries, shortInvocation());
        consume();
    }

    /** Relays what is due; a relay that fails is only one that did not run. */
    boolean relay() {
        try {
            relay.relay(shortInvocation(), NOBODY);
            return true;
        } catch (FaultException _) {
            return false;
        }
    }

    /** Sweeps flagged rows for {@code looks} at the clock; one that fails is only one that did not run. */
    void sweep(long looks) {
        try {
            softDeletes.sweep(ending(looks));
        } catch (FaultException rowsCannotBeRead) {
            connect();
        }
    }

    private static TimeBudget shortInvocation() {
        return ending(LOOKS);
    }

    /** Ends after so many looks at it: each attempt is preceded by one or two. */
    private static TimeBudget ending(long count) {
        var looks = new AtomicLong();
        return new TimeBudget(
                () -> Instant.EPOCH.plus(Duration.ofHours(looks.incrementAndGet())),
                Instant.EPOCH.plus(Duration.ofHours(count)));
    }

    /** Never holds back, and lets no attempt be large. */
    private static final class SmallAttempts implements Throttle {
        @Override
        public Optional<HoldReason> awaitTurn(TimeBudget budget) {
            return Optional.empty();
        }

        @Override
        public EnginePolicy limits() {
            return new EnginePolicy(MAX_ROWS, Duration.ofMinutes(1));
        }

        @Override
        public void spent(long rows, Duration duration) {
            // it learns nothing
        }

        @Override
        public void tooMuch() {
            // they are small
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
