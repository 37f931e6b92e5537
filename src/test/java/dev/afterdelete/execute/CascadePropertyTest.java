package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.DeadLetter;
import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.serve.BatchConsumer;
import dev.afterdelete.serve.MessageRunner;
import dev.afterdelete.wire.JsonMessageFormat;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random declarations, rows and messages, delivered twice, in any order, in batches of any size, with attempts that are
 * cut off, rolled back or committed without anybody knowing: the rows that are left are always the referee's.
 */
class CascadePropertyTest {
    @Property(tries = 1_000)
    void whatIsLeftIsWhatTheRefereeLeaves(@ForAll long seed) {
        var random = new Random(seed);
        var given = RandomCase.of(random);
        var expected = refereed(given);
        var rig = new Rig(given, random);

        rig.deliver(given.messages());

        assertThat(rig.rowsLeft()).isEqualTo(expected);
        assertThat(rig.database.outbox()).isEmpty();
        assertThat(rig.dead).isEmpty();

        rig.faultsOneIn = Integer.MAX_VALUE;
        rig.deliver(given.messages());
        assertThat(rig.rowsLeft()).as("after one more delivery of everything").isEqualTo(expected);
    }

    private static Map<String, Set<String>> refereed(RandomCase given) {
        var rows = given.copyOfRows();
        var referee = new Referee(given.graph(), rows);
        for (var message : given.messages()) {
            message.keys().forEach(key -> referee.delete(message.table(), key));
        }
        return comparable(rows);
    }

    private static Map<String, Set<String>> comparable(Map<String, List<Row>> rows) {
        var comparable = new TreeMap<String, Set<String>>();
        rows.forEach((table, some) -> comparable.put(
                table,
                new TreeSet<>(some.stream()
                        .map(row -> new TreeMap<>(row.columns()).toString())
                        .toList())));
        return comparable;
    }

    /** A consumer over a queue that delivers at least once, with everything around it in memory. */
    private static final class Rig {
        private final Random random;
        private final RandomCase given;
        private final InMemoryDatabase database = new InMemoryDatabase();
        private final InMemoryPublisher publisher;
        private final List<DeadLetter> dead = new ArrayList<>();
        private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));
        private final BatchConsumer consumer;
        private final JsonMessageFormat format;
        private int faultsOneIn = 25;

        private Rig(RandomCase given, Random random) {
            this.random = random;
            this.given = given;
            this.format = new JsonMessageFormat(given.graph(), () -> "made-up");
            given.rows().forEach((table, rows) -> database.insert(table, rows.toArray(Row[]::new)));
            this.publisher = new InMemoryPublisher(sometimes(FaultCode.SEND_FAILED));
            CascadeListener nobody = _ -> {};
            var executor = new CascadeExecutor(
                    new FaultyDatabase(database, this::anyFault, sometimes(FaultCode.CONNECTION_LOST)),
                    given.graph(),
                    new EnginePolicy(random.nextInt(1, 9), Duration.ofMillis(random.nextInt(3, 60))),
                    new Surroundings(clock, clock, random, nobody));
            DeadLetterQueue letters = some -> {
                dead.addAll(some);
                return some.stream().map(_ -> Optional.<Fault>empty()).toList();
            };
            this.consumer = new BatchConsumer(
                    format, new MessageRunner(executor, format, publisher), letters, new InMemoryOutbox(clock), nobody);
        }

        private Supplier<Optional<Fault>> sometimes(FaultCode code) {
            return () -> isTime() ? Optional.of(Fault.of(code)) : Optional.empty();
        }

        private Optional<Fault> anyFault() {
            var codes = List.of(
                    FaultCode.DEADLOCK,
                    FaultCode.LOCK_WAIT_TIMEOUT,
                    FaultCode.CONNECTION_LOST,
                    FaultCode.ROW_LIMIT,
                    FaultCode.CANNOT_CONNECT);
            return isTime() ? Optional.of(Fault.of(codes.get(random.nextInt(codes.size())))) : Optional.empty();
        }

        private boolean isTime() {
            return random.nextInt(faultsOneIn) == 0;
        }

        private void deliver(List<CascadeMessage> messages) {
            Deque<String> queue = new ArrayDeque<>();
            messages.forEach(message -> owe(message, queue));
            messages.forEach(message -> queue.add(format.write(message)));
            for (var batches = 0; !queue.isEmpty(); batches++) {
                assertThat(batches).as("batches until the queue is empty").isLessThan(5_000);
                deliverOneBatch(queue);
            }
        }

        private void owe(CascadeMessage message, Deque<String> queue) {
            var id = database.transact(transaction -> transaction.owe(message));
            queue.add(format.write(message.owedTo(id)));
        }

        private void deliverOneBatch(Deque<String> queue) {
            var bodies = new ArrayList<>(queue);
            Collections.shuffle(bodies, random);
            var size = Math.min(bodies.size(), random.nextInt(1, 12));
            var deliveries = new ArrayList<Delivery>();
            for (var place = 0; place < size; place++) {
                deliveries.add(new Delivery("m" + place, bodies.get(place), 1));
            }
            var budget = TimeBudget.of(clock, Duration.ofMillis(random.nextInt(5, 300)));
            consumer.consume(deliveries, budget).forEach((delivery, outcome) -> {
                if (!(outcome instanceof Outcome.Failed)) {
                    queue.removeFirstOccurrence(delivery.body());
                }
            });
            publisher.take().stream().map(OutgoingMessage::body).forEach(queue::add);
        }

        private Map<String, Set<String>> rowsLeft() {
            var rows = new TreeMap<String, List<Row>>();
            given.graph().tables().forEach(table -> rows.put(table.name(), database.rows(table.name())));
            return comparable(rows);
        }
    }
}
