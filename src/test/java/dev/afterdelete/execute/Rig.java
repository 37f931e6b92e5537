package dev.afterdelete.execute;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.DeadLetter;
import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Reading;
import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.serve.BatchConsumer;
import dev.afterdelete.serve.Continuations;
import dev.afterdelete.serve.MessageRunner;
import dev.afterdelete.throttle.AdaptiveThrottle;
import dev.afterdelete.throttle.ThrottlePolicy;
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
import java.util.stream.Collectors;

/** A consumer over a queue that delivers at least once, with everything around it in memory. */
final class Rig {
    private final Random random;
    private final RandomCase given;
    private final RowStore store;
    private final InMemoryPublisher publisher;
    final List<DeadLetter> dead = new ArrayList<>();
    private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));
    private final BatchConsumer consumer;
    private final Outbox outbox;
    private final JsonMessageFormat format;
    private final Deque<String> queue = new ArrayDeque<>();
    private long commits;
    int faultsOneIn = 25;

    /** Over rows in memory. */
    static Rig inMemory(RandomCase given, Random random) {
        var database = new InMemoryDatabase();
        given.rows().forEach((table, rows) -> database.insert(table, rows.toArray(Row[]::new)));
        return new Rig(given, random, database);
    }

    /** Over a database that holds the rows of {@code given} already. */
    Rig(RandomCase given, Random random, RowStore store) {
        this.random = random;
        this.given = given;
        this.store = store;
        this.format = new JsonMessageFormat(given.graph(), () -> "made-up");
        this.publisher = new InMemoryPublisher(sometimes(FaultCode.SEND_FAILED));
        CascadeListener listener = this::hear;
        var executor = new CascadeExecutor(
                new FaultyDatabase(store.database(), this::anyFault, sometimes(FaultCode.CONNECTION_LOST)),
                given.graph(),
                new AdaptiveThrottle(
                        ThrottlePolicy.of(
                                new EnginePolicy(random.nextInt(1, 9), Duration.ofMillis(random.nextInt(3, 60)))),
                        List.of(),
                        new AdaptiveThrottle.Surroundings(clock, clock, listener)),
                new Surroundings(clock, clock, random, listener));
        this.outbox = store.outbox(format);
        var faulty = new FaultyOutbox(outbox, sometimes(FaultCode.CONNECTION_LOST));
        DeadLetterQueue letters = some -> {
            dead.addAll(some);
            return some.stream().map(_ -> Optional.<Fault>empty()).toList();
        };
        this.consumer = new BatchConsumer(
                format,
                new MessageRunner(executor, new Continuations(format, publisher, faulty, listener, Duration.ZERO)),
                letters,
                faulty,
                listener,
                Integer.MAX_VALUE);
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

    private void hear(Happening happening) {
        if (happening instanceof Happening.AttemptEnded(var _, var _, var rows, var _)
                && !(rows.deleted().isEmpty() && rows.updated().isEmpty())) {
            commits++;
        }
    }

    /** With faults for a while; then until nothing is left, or what is left is forbidden however often it comes. */
    void deliver(List<CascadeMessage> messages) {
        queue.clear();
        messages.forEach(this::owe);
        messages.forEach(message -> queue.add(format.write(message)));
        deliverAll(messages);
    }

    /** The same, with every message owed to the outbox, and delivered twice. */
    void deliverOwed(List<CascadeMessage> messages) {
        queue.clear();
        messages.forEach(this::owe);
        queue.addAll(List.copyOf(queue));
        deliverAll(messages);
    }

    private void deliverAll(List<CascadeMessage> messages) {
        for (var batches = 8 * messages.size(); batches > 0 && !queue.isEmpty(); batches--) {
            deliver(random.nextInt(1, 12), Duration.ofMillis(random.nextInt(5, 300)));
            if (random.nextInt(8) == 0) {
                relay();
            }
        }
        var faults = faultsOneIn;
        faultsOneIn = Integer.MAX_VALUE;
        for (var quiet = 0; quiet < 2; ) {
            relay();
            var before = List.of(commits, queueBarTurns());
            deliver(queue.size(), Duration.ofMinutes(10));
            quiet = before.equals(List.of(commits, queueBarTurns())) ? quiet + 1 : 0;
        }
        faultsOneIn = faults;
    }

    /** Sends again what is owed; the messages before it may be lost by then, or come later. */
    private void relay() {
        for (var owed : outbox.takeDue(1_000, _ -> Duration.ZERO)) {
            if (random.nextBoolean()) {
                queue.removeIf(body -> body.contains("\"outbox\":" + owed.id() + ","));
            }
            if (format.read(owed.body()) instanceof Reading.Understood(var message)) {
                queue.add(format.write(message.owing(owed.debt())));
            }
        }
    }

    private List<String> queueBarTurns() {
        return queue.stream()
                .map(body -> body.replaceFirst(",\"turn\":[0-9]+", ""))
                .distinct()
                .sorted()
                .toList();
    }

    private void owe(CascadeMessage message) {
        var id = store.database().transact(transaction -> transaction.owe(message));
        queue.add(format.write(message.owedTo(id)));
    }

    private void deliver(int atMost, Duration within) {
        var bodies = new ArrayList<>(queue);
        Collections.shuffle(bodies, random);
        var deliveries = new ArrayList<Delivery>();
        for (var place = 0; place < Math.min(bodies.size(), atMost); place++) {
            deliveries.add(new Delivery("m" + place, bodies.get(place), 1));
        }
        if (deliveries.isEmpty()) {
            return;
        }
        consumer.consume(deliveries, TimeBudget.of(clock, within)).forEach((delivery, outcome) -> {
            if (!(outcome instanceof Outcome.Failed)) {
                queue.removeFirstOccurrence(delivery.body());
            }
        });
        publisher.take().stream().map(OutgoingMessage::body).forEach(queue::add);
    }

    Map<String, Set<String>> rowsLeft() {
        return comparable(store.rows(given.graph()));
    }

    static Map<String, Set<String>> comparable(Map<String, List<Map<String, KeyValue>>> rows) {
        var comparable = new TreeMap<String, Set<String>>();
        rows.forEach((table, some) -> comparable.put(
                table,
                new TreeSet<>(
                        some.stream().map(row -> new TreeMap<>(row).toString()).toList())));
        return comparable;
    }

    Set<String> namesLeft() {
        return queue.stream()
                .map(format::read)
                .map(Reading.Understood.class::cast)
                .map(reading -> reading.message().envelope().cascade())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> namesOwed() {
        return store.owed();
    }
}
