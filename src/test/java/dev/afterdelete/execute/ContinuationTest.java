package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.serve.BatchConsumer;
import dev.afterdelete.sweep.OutboxRelay;
import dev.afterdelete.sweep.RelayPolicy;
import dev.afterdelete.wire.JsonMessageFormat;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Cascades that are too long for one invocation. */
class ContinuationTest {
    private static final Table NODES = Table.named("nodes");
    private static final Table LEAVES = Table.named("leaves");
    private static final RelationGraph GRAPH = new RelationGraph(
            List.of(NODES, LEAVES),
            Optional.of(NODES),
            List.of(
                    Relation.of(NODES, List.of("parent_id"), NODES, new OnDelete.Cascade()),
                    Relation.of(LEAVES, List.of("node_id"), NODES, new OnDelete.Cascade())));

    private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));
    private final InMemoryDatabase database = new InMemoryDatabase();
    private final JsonMessageFormat format = new JsonMessageFormat(GRAPH, () -> "c");
    private final Outbox outbox = database.outbox(format);
    private final InMemoryPublisher publisher = InMemoryPublisher.reliable();
    private final List<Happening> happenings = new ArrayList<>();
    private final Deque<String> queue = new ArrayDeque<>();
    private final BatchConsumer consumer =
            new InMemoryConsumer(database, GRAPH, format, publisher, clock, happenings::add).on(outbox, 5_000);

    @Test
    void aChainThatNoInvocationCanDescendIsDescendedByMany() {
        insertChain(1_000);
        owe(message(List.of(Key.of(1))));
        var hops = 0;
        for (; !queue.isEmpty(); hops++) {
            var body = queue.element();
            assertThat(invoke(Duration.ofMillis(150))).isNotInstanceOf(Outcome.Failed.class);
            assertThat(queue).doesNotContain(body);
        }
        assertThat(database.rows("nodes")).isEmpty();
        assertThat(database.owedMessages()).isEmpty();
        assertThat(hops).as("150 ms are some 70 rows of way").isBetween(8, 80);
    }

    @Test
    void severalChainsOfOneMessageAreDoneOneAfterTheOther() {
        for (var chain = 0; chain < 3; chain++) {
            insertChain(10_000L * chain + 1, 300);
        }
        owe(message(List.of(Key.of(1), Key.of(10_001), Key.of(20_001))));
        for (var hops = 0; !queue.isEmpty(); hops++) {
            assertThat(invoke(Duration.ofMillis(150))).isNotInstanceOf(Outcome.Failed.class);
            assertThat(hops).isLessThan(500);
        }
        assertThat(database.rows("nodes")).isEmpty();
        assertThat(database.owedMessages()).isEmpty();
    }

    @Test
    void manyChainsInOneBatchAllGetOn() {
        for (var chain = 0; chain < 10; chain++) {
            insertChain(10_000L * chain + 1, 100);
            owe(message(List.of(Key.of(10_000L * chain + 1))));
        }
        for (var hops = 0; !queue.isEmpty(); hops++) {
            var deliveries = new ArrayList<Delivery>();
            while (!queue.isEmpty()) {
                deliveries.add(new Delivery("m" + deliveries.size(), queue.remove(), 1));
            }
            assertThat(consumer.consume(deliveries, TimeBudget.of(clock, Duration.ofMillis(700)))
                            .values())
                    .noneMatch(Outcome.Failed.class::isInstance);
            takePublished();
            assertThat(hops).isLessThan(100);
        }
        assertThat(database.rows("nodes")).isEmpty();
        assertThat(database.owedMessages()).isEmpty();
    }

    @Test
    void whatIsLeftIsCarriedOnAlsoWhenTheOutboxRowIsGone() {
        insertChain(400);
        queue.add(format.write(message(List.of(Key.of(1))).owedTo(4_711)));
        for (var hops = 0; !queue.isEmpty(); hops++) {
            assertThat(invoke(Duration.ofMillis(150))).isNotInstanceOf(Outcome.Failed.class);
            assertThat(hops).isLessThan(100);
        }
        assertThat(database.rows("nodes")).isEmpty();
    }

    @Test
    void aRowThatLeftTheWayBetweenTwoInvocationsKeepsWhatHangsFromIt() {
        insertChain(400);
        owe(message(List.of(Key.of(1))));
        invoke(Duration.ofMillis(150));
        assertThat(queue.element()).contains("\"path\":");
        database.replace("nodes", Row.of("id", 20, "parent_id", 19), Row.of("id", 20));
        while (!queue.isEmpty()) {
            invoke(Duration.ofMillis(150));
        }
        assertThat(database.rows("nodes")).hasSize(381).contains(Row.of("id", 20), Row.of("id", 400, "parent_id", 399));
    }

    @Test
    void howeverOftenTheRelayAndTheQueueSendItThereIsOneChainOfContinuations() {
        insertChain(800);
        database.insert(
                "leaves",
                LongStream.rangeClosed(1, 2_000)
                        .mapToObj(id -> Row.of("id", id, "node_id", 1 + id % 5))
                        .toArray(Row[]::new));
        owe(message(List.of(Key.of(1))));
        var random = new Random(5);
        var relay = new OutboxRelay(
                outbox, format, publisher, new RelayPolicy(Duration.ZERO, Duration.ZERO, Duration.ofDays(14)), random);
        var invocations = 0;
        for (; !queue.isEmpty(); invocations++) {
            queue.add(queue.element()); // delivered twice
            relay.relay(TimeBudget.of(clock, Duration.ofMillis(2)), happenings::add);
            takePublished();
            invoke(Duration.ofMillis(150));
            invoke(Duration.ofMillis(150));
            invoke(Duration.ofMillis(150));
            assertThat(queue).as("messages under way").hasSizeLessThanOrEqualTo(2);
            assertThat(invocations).isLessThan(1_000);
        }
        assertThat(database.rows("nodes")).isEmpty();
        assertThat(database.rows("leaves")).isEmpty();
        assertThat(database.owedMessages()).isEmpty();
        assertThat(happenings).anyMatch(happening -> happening instanceof Happening.Superseded);
    }

    @Test
    void anInvocationThatGetsNowhereIsNotContinued() {
        insertChain(5);
        owe(message(List.of(Key.of(1))));
        assertThat(invoke(Duration.ZERO)).isInstanceOf(Outcome.Failed.class);
    }

    private void insertChain(int rows) {
        insertChain(1, rows);
    }

    private void insertChain(long first, int rows) {
        database.insert("nodes", Row.of("id", first));
        for (var id = first + 1; id < first + rows; id++) {
            database.insert("nodes", Row.of("id", id, "parent_id", id - 1));
        }
    }

    private static CascadeMessage message(List<Key> keys) {
        return new CascadeMessage(NODES, Change.Deleted.BY_KEY, keys, Optional.empty(), Envelope.of("c"));
    }

    private void owe(CascadeMessage message) {
        var id = database.transact(transaction -> transaction.owe(message));
        queue.add(format.write(message.owedTo(id)));
    }

    /** Delivers the first message, if there is one; it is done unless it failed. */
    private Outcome invoke(Duration within) {
        if (queue.isEmpty()) {
            return new Outcome.Done();
        }
        var delivery = new Delivery("m", queue.remove(), 1);
        var outcome = consumer.consume(List.of(delivery), TimeBudget.of(clock, within))
                .firstEntry()
                .getValue();
        if (outcome instanceof Outcome.Failed) {
            queue.add(delivery.body());
        }
        takePublished();
        return outcome;
    }

    private void takePublished() {
        publisher.take().stream().map(OutgoingMessage::body).forEach(queue::add);
    }
}
