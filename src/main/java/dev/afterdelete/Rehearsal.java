package dev.afterdelete;

import dev.afterdelete.config.Settings.LogLevel;
import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.execute.CascadeExecutor;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Database;
import dev.afterdelete.execute.EnginePolicy;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.jdbc.driver.DriverClasses;
import dev.afterdelete.observe.InvocationMetrics;
import dev.afterdelete.observe.JsonLog;
import dev.afterdelete.observe.Listeners;
import dev.afterdelete.serve.BatchConsumer;
import dev.afterdelete.serve.Continuations;
import dev.afterdelete.serve.MessageMaker;
import dev.afterdelete.serve.MessageRunner;
import dev.afterdelete.serve.Unconfigured;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.BoundCount;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.sql.Probe;
import dev.afterdelete.throttle.AdaptiveThrottle;
import dev.afterdelete.throttle.ThrottlePolicy;
import dev.afterdelete.transact.Transaction;
import dev.afterdelete.wire.JsonMessageFormat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * A cascade of every declared table in a database without rows: loads what a message takes from its text to its last
 * statement, and the database's driver, so that the first real one does not have to. Opens, sends, logs and changes
 * nothing.
 */
public final class Rehearsal {
    private static final String NAME = "rehearsal";
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    private final RelationGraph graph;
    private final InstantSource clock = InstantSource.system();
    private final InvocationMetrics metrics = new InvocationMetrics(clock);
    private final MessageFormat format;
    private final BatchConsumer consumer;

    /**
     * Of the cascades that {@code graph} declares.
     *
     * @param outbox never asked, because nothing is owed
     */
    Rehearsal(RelationGraph graph, Outbox outbox) {
        this.graph = graph;
        this.format = new JsonMessageFormat(graph, () -> NAME);
        var listener =
                new Listeners(List.of(metrics, new JsonLog(clock, LogLevel.INFO, Rehearsal::tellNobody)), failure -> {
                    throw failure;
                });
        var continuations = new Continuations(format, Unconfigured.publisher(NAME), outbox, listener, LONG_ENOUGH);
        this.consumer = new BatchConsumer(
                format,
                new MessageRunner(executor(listener), continuations),
                Unconfigured.deadLetterQueue(NAME),
                outbox,
                listener,
                1);
    }

    /** Loads the classes of the database's driver. Opens nothing. <b>Threads</b>: any. */
    public static void loadDriver() {
        DriverClasses.load();
    }

    /**
     * Runs it.
     *
     * @return how each table's cascade ended: done, every one
     */
    public Collection<Outcome> run() {
        loadDriver();
        var messages = new MessageMaker(clock, () -> NAME);
        var deliveries = graph.tables().stream()
                .map(table -> delivery(messages.deleted(table, List.of(sampleOf(table)), tenantOf(table))))
                .toList();
        var outcomes = consumer.consume(deliveries, TimeBudget.of(clock, LONG_ENOUGH));
        tellNobody(metrics.flush(NAME));
        return outcomes.sequencedValues();
    }

    private CascadeExecutor executor(CascadeListener listener) {
        var policy = new ThrottlePolicy(new EnginePolicy(1, LONG_ENOUGH), OptionalLong.empty());
        var throttle = new AdaptiveThrottle(
                policy, List.of(), new AdaptiveThrottle.Surroundings(clock, ThreadPause.INSTANCE, listener));
        return new CascadeExecutor(
                new EmptyDatabase(),
                graph,
                throttle,
                new CascadeExecutor.Surroundings(clock, ThreadPause.INSTANCE, new Chance(), listener));
    }

    private Delivery delivery(CascadeMessage message) {
        return new Delivery(message.table().name(), format.write(message), 1);
    }

    private static Optional<String> tenantOf(Table table) {
        return table.shardBy().map(column -> sampleOf(column).toString());
    }

    private static Key sampleOf(Table table) {
        return new Key(table.key().stream().map(Rehearsal::sampleOf).toList());
    }

    private static KeyValue sampleOf(KeyColumn column) {
        return switch (column.type()) {
            case INTEGER -> KeyValue.of(1);
            case STRING -> KeyValue.of(NAME);
            case BINARY -> new KeyValue.BinaryValue("00");
        };
    }

    /** A rehearsal's log and metrics lines are nobody's. */
    private static void tellNobody(String line) {
        if (line.isEmpty()) {
            throw new IllegalStateException("a line says something");
        }
    }

    /** A database in which no row stands, and which is no server: what a rehearsal finds. */
    private static final class EmptyDatabase implements Database {
        @Override
        public <T> T transact(Function<Transaction, T> work) {
            return work.apply(new NoRows());
        }

        @Override
        public boolean fewerProvesNone(Optional<KeyValue> shard) {
            return true;
        }

        private static final class NoRows implements Transaction {
            @Override
            public long change(BoundChange change) {
                return 0;
            }

            @Override
            public List<Key> keys(BoundQuery query) {
                return List.of();
            }

            @Override
            public long count(BoundCount count) {
                return 0;
            }

            @Override
            public Set<Relation> probe(Probe probe) {
                return Set.of();
            }

            @Override
            public long owe(CascadeMessage message) {
                throw new UnsupportedOperationException("a rehearsal owes nothing");
            }

            @Override
            public void settle(Collection<Debt> debts) {
                throw new UnsupportedOperationException("a rehearsal owes nothing");
            }

            @Override
            public void settleMoved(Collection<Debt> debts, Table table, Key from) {
                throw new UnsupportedOperationException("a rehearsal owes nothing");
            }

            @Override
            public Optional<Moved> findMovedTo(Table table, Key from, Debt after) {
                return Optional.empty();
            }
        }
    }
}
