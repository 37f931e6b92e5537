package dev.afterdelete.chaos;

import dev.afterdelete.Afterdelete;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.lambda.ApiHandler;
import dev.afterdelete.local.EmbeddedQueue;
import dev.afterdelete.local.FunctionCode;
import dev.afterdelete.local.FunctionConfiguration;
import dev.afterdelete.local.HttpApi;
import dev.afterdelete.local.HttpRoute;
import dev.afterdelete.local.JavaProcess;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnDemandFunction;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.Resources;
import dev.afterdelete.local.SqsClients;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * All that is deployed, as processes of their own that can be killed: an API, and workers on a queue that is not to be
 * relied on. The relay runs when it is told to.
 */
final class ChaosSystem implements AutoCloseable {
    private static final String QUEUE = "chaos";
    private static final Duration HIDDEN = Duration.ofSeconds(5);
    private static final int NEVER_DEAD = 1_000;

    private final Resources open = new Resources();
    private final EmbeddedQueue elasticMq;
    private final SqsClient sqs;
    private final UnreliableQueue queue;
    private final Map<String, String> environment = new HashMap<>();
    private final List<JavaProcess> workers = new ArrayList<>();
    private final OnDemandFunction apiFunction;
    private final HttpApi api;
    private QueuePair queues;

    ChaosSystem(LocalDatabase database, Path declaration, long seed) {
        SqsClients.letThisProcessUse(SqsClients.environment());
        elasticMq = open.add(EmbeddedQueue.start());
        sqs = open.add(SqsClients.of(elasticMq.endpoint()));
        queues = QueuePair.create(sqs, QUEUE, HIDDEN, NEVER_DEAD);
        queue = open.add(UnreliableQueue.before(elasticMq.endpoint(), seed));
        environment.putAll(SqsClients.environment());
        environment.putAll(database.settings());
        environment.put("AFTERDELETE_RELATIONS", declaration.toAbsolutePath().toString());
        environment.put("AFTERDELETE_QUEUE_URL", queue.urlOf(queues.url()));
        environment.put("AFTERDELETE_DEAD_LETTER_QUEUE_URL", queue.urlOf(queues.deadLetterUrl()));
        environment.put("AFTERDELETE_MAX_ROWS", "40");
        environment.put("AFTERDELETE_TARGET_TIME", "PT0.1S");
        environment.put("AFTERDELETE_TIME_RESERVE", "PT3S");
        environment.put("AFTERDELETE_SOCKET_TIMEOUT", "PT4S");
        environment.put("AFTERDELETE_RELAY_AFTER", "PT1S");
        environment.put("AFTERDELETE_RELAY_CEILING", "PT3S");
        apiFunction = open.add(new OnDemandFunction(
                FunctionConfiguration.of(ApiHandler.class.getName(), FunctionCode.deployed())
                        .withEnvironment(environment),
                _ -> {}));
        api = open.add(HttpApi.start(0, List.of(new HttpRoute("ANY /{table}/{id}")), apiFunction));
    }

    /** Where the API answers; what it runs in may be gone at any time. */
    URI api() {
        return api.address();
    }

    UnreliableQueue queue() {
        return queue;
    }

    /** Starts so many workers. */
    void startWorkers(int count) {
        for (var number = 0; number < count; number++) {
            workers.add(open.add(JavaProcess.commandLine(environment, "worker", "--batch-size", "20")));
        }
    }

    /** Kills one worker that has worked, and starts another in its place; whether there was one. */
    boolean killWorker(Random random) {
        var busy = workers.stream().filter(ChaosSystem::hasWorked).toList();
        if (busy.isEmpty()) {
            return false;
        }
        var victim = busy.get(random.nextInt(busy.size()));
        workers.remove(victim);
        victim.kill();
        startWorkers(1);
        return true;
    }

    private static boolean hasWorked(JavaProcess worker) {
        return worker.output().all().stream().anyMatch(line -> line.contains("\"Function\":\"worker\""));
    }

    /** Kills the API; the next request starts another. */
    void killApi() {
        apiFunction.kill();
    }

    /** Stops all workers, and waits until they are gone. */
    void stopWorkers() {
        workers.forEach(JavaProcess::kill);
        workers.forEach(worker -> worker.awaitExit(Duration.ofSeconds(20)));
        workers.clear();
    }

    /** What workers said that are still there, for a person. */
    List<String> lastWords() {
        return workers.stream()
                .flatMap(worker -> {
                    var lines = worker.output().all();
                    return lines.subList(Math.max(0, lines.size() - 3), lines.size()).stream();
                })
                .toList();
    }

    /** Restarts the queue server with everything lost that was in it. */
    void loseQueue() {
        elasticMq.stop();
        elasticMq.restart();
        queues = QueuePair.create(sqs, QUEUE, HIDDEN, NEVER_DEAD);
    }

    /** Relays and sweeps once; what fails is left to the next time. */
    boolean sweep() {
        try (var afterdelete = Afterdelete.from(environment, _ -> {})) {
            afterdelete.sweeper().run(afterdelete.exactBudget(Duration.ofSeconds(5)));
            return true;
        } catch (FaultException _) {
            return false;
        }
    }

    /** Messages that were refused. */
    List<String> refused() {
        return queue.sentTo(queues.deadLetterUrl());
    }

    /** Delivers every message that was ever sent once more, in another order, to one consumer. */
    void deliverEverythingAgain(Random random) {
        var bodies = new ArrayList<>(queue.sentTo(queues.url()));
        Collections.shuffle(bodies, random);
        try (var afterdelete = Afterdelete.from(environment, _ -> {})) {
            var consumer = afterdelete.consumer();
            for (var from = 0; from < bodies.size(); from += 100) {
                var deliveries = new ArrayList<Delivery>();
                for (var body : bodies.subList(from, Math.min(from + 100, bodies.size()))) {
                    deliveries.add(new Delivery("again" + deliveries.size(), body, 1));
                }
                consumer.consume(deliveries, afterdelete.exactBudget(Duration.ofSeconds(30)));
            }
        }
    }

    @Override
    public void close() {
        open.close();
    }
}
