package dev.afterdelete.bench;

import dev.afterdelete.Afterdelete;
import dev.afterdelete.QueueWorker;
import dev.afterdelete.aws.SqsPublisher;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.local.EmbeddedDatabase;
import dev.afterdelete.local.EmbeddedQueue;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.RabbitMqServer;
import dev.afterdelete.local.SqsClients;
import dev.afterdelete.worker.Pulse;
import dev.afterdelete.worker.StopSignal;
import dev.afterdelete.worker.WorkerPolicy;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;

/** How many messages a second one worker takes from being published to their rows being gone, on SQS and RabbitMQ. */
public final class QueueRates {
    /** Messages of a run, by the size of its batches. */
    private static final Map<Integer, Integer> MESSAGES = Map.of(1, 300, 10, 2_000, 100, 10_000);

    /** Messages that are published at once. */
    private static final int TOGETHER = 500;

    private static final Duration WINDOW = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final LocalDatabase database;
    private final Publisher publisher;
    private final Map<String, String> environment;

    private QueueRates(LocalDatabase database, FreshQueue queue) {
        this.database = database;
        this.publisher = queue.publisher();
        this.environment = new HashMap<>(database.settings());
        environment.putAll(queue.settings());
    }

    /** A queue that nobody has used yet: the settings that lead there, and what sends to it. */
    private record FreshQueue(Map<String, String> settings, Publisher publisher) {}

    /** Measures, and prints a table. Needs Docker, for RabbitMQ. */
    public static void main(String[] args) throws SQLException, InterruptedException {
        SqsClients.letThisProcessUse(SqsClients.environment());
        try (var database = EmbeddedDatabase.start();
                var elasticMq = EmbeddedQueue.start();
                var sqs = SqsClients.of(elasticMq.endpoint());
                var rabbit = RabbitMqServer.start()) {
            System.out.printf("%-24s %8s %10s %12s%n", "queue", "batch", "messages", "messages/s");
            for (var batch : List.of(1, 10, 100)) {
                print("SQS (ElasticMQ)", batch, database, onSqs(sqs));
                print("RabbitMQ 4", batch, database, onRabbitMq(rabbit));
            }
        }
    }

    private static FreshQueue onSqs(SqsClient sqs) {
        var queues = QueuePair.createFresh(sqs, Duration.ofMinutes(1), 100);
        return new FreshQueue(queues.settings(), new SqsPublisher(URI.create(queues.url())));
    }

    private static FreshQueue onRabbitMq(RabbitMqServer server) {
        var name = RabbitMqServer.freshName();
        var publisher = server.withTopology(name).publisher(Approval.NONE);
        return new FreshQueue(RabbitMqServer.settings(server.port(), name), publisher);
    }

    private static void print(String queue, int batch, EmbeddedDatabase server, FreshQueue fresh)
            throws SQLException, InterruptedException {
        var messages = MESSAGES.getOrDefault(batch, 1_000);
        try (var database = server.address().createFresh()) {
            new RecipesToDelete(database).create(messages);
            database.runResource("/afterdelete.sql");
            var time = new QueueRates(database, fresh).measure(batch, messages);
            System.out.printf("%-24s %8d %10d %12.0f%n", queue, batch, messages, messages * 1e9 / time.toNanos());
        }
    }

    private Duration measure(int batch, int messages) throws SQLException, InterruptedException {
        var stop = new StopSignal();
        var worker = Thread.ofPlatform().start(() -> work(batch, stop));
        try {
            var begun = System.nanoTime();
            for (var from = 1; from <= messages; from += TOGETHER) {
                publish(from, Math.min(from + TOGETHER, messages + 1));
            }
            awaitNoRecipe(begun + PATIENCE.toNanos());
            return Duration.ofNanos(System.nanoTime() - begun);
        } finally {
            stop.ask();
            worker.join();
        }
    }

    private void publish(int from, int to) {
        var messages = IntStream.range(from, to)
                .mapToObj(
                        id -> new OutgoingMessage("{\"id\":%d,\"action\":\"deleted\"}".formatted(id), Optional.empty()))
                .toList();
        publisher.publish(messages).stream()
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(fault -> {
                    throw new IllegalStateException(fault.reason());
                });
    }

    private void work(int batch, StopSignal stop) {
        try (var afterdelete = Afterdelete.from(environment, _ -> {});
                var queue = new QueueWorker(environment, afterdelete)) {
            queue.worker(
                            WorkerPolicy.of(batch, WINDOW, WorkerPolicy.End.ASKED),
                            stop,
                            new Pulse(InstantSource.system()))
                    .run();
        }
    }

    private void awaitNoRecipe(long end) throws SQLException, InterruptedException {
        try (var connection = database.connect();
                var count = connection.prepareStatement("SELECT COUNT(*) FROM recipes")) {
            for (var left = 1; left > 0; ) {
                try (var row = count.executeQuery()) {
                    row.next();
                    left = row.getInt(1);
                }
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(left + " recipes are still there");
                }
                Thread.sleep(20);
            }
        }
    }
}
