package dev.afterdelete.chaos;

import dev.afterdelete.Afterdelete;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.lambda.ApiHandler;
import dev.afterdelete.local.FunctionCode;
import dev.afterdelete.local.FunctionConfiguration;
import dev.afterdelete.local.HttpApi;
import dev.afterdelete.local.HttpRoute;
import dev.afterdelete.local.JavaProcess;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnDemandFunction;
import dev.afterdelete.local.RabbitMqServer;
import dev.afterdelete.local.Resources;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An API, and workers as processes of their own, on RabbitMQ behind a proxy that can lose what it answers. */
final class RabbitMqChaosSystem implements AutoCloseable {
    private final Resources open = new Resources();
    private final RabbitMqServer server;
    private final String name = RabbitMqServer.freshName();
    private final LossyProxy proxy;
    private final Map<String, String> environment = new HashMap<>();
    private final List<JavaProcess> workers = new ArrayList<>();
    private final HttpApi api;

    RabbitMqChaosSystem(RabbitMqServer server, LocalDatabase database, Path declaration) {
        this.server = server;
        server.withTopology(name);
        tapEverything();
        proxy = open.add(LossyProxy.start(server.port()));
        environment.putAll(database.settings());
        environment.putAll(RabbitMqServer.settings(proxy.port(), name));
        environment.put("AFTERDELETE_RELATIONS", declaration.toAbsolutePath().toString());
        environment.put("AFTERDELETE_MAX_ROWS", "40");
        environment.put("AFTERDELETE_TARGET_TIME", "PT0.1S");
        environment.put("AFTERDELETE_TIME_RESERVE", "PT3S");
        environment.put("AFTERDELETE_SOCKET_TIMEOUT", "PT4S");
        environment.put("AFTERDELETE_RELAY_AFTER", "PT1S");
        environment.put("AFTERDELETE_RELAY_CEILING", "PT3S");
        var function = open.add(new OnDemandFunction(
                FunctionConfiguration.of(ApiHandler.class.getName(), FunctionCode.deployed())
                        .withEnvironment(environment),
                _ -> {}));
        api = open.add(HttpApi.start(0, List.of(new HttpRoute("ANY /{table}/{id}")), function));
    }

    /** A second queue gets all that goes to the first, and nobody takes it from there before the end. */
    private void tapEverything() {
        server.ask(channel -> {
            channel.queueDeclare(tap(), true, false, false, Map.of("x-queue-type", "quorum"));
            return channel.queueBind(tap(), name, name);
        });
    }

    private String tap() {
        return name + ".tap";
    }

    String name() {
        return name;
    }

    URI api() {
        return api.address();
    }

    void startWorkers(int count) {
        for (var number = 0; number < count; number++) {
            workers.add(open.add(JavaProcess.commandLine(environment, "worker", "--batch-size", "20")));
        }
    }

    /** Kills one worker, and starts another in its place. */
    void killWorker(Random random) {
        workers.remove(random.nextInt(workers.size())).kill();
        startWorkers(1);
    }

    /** Lets everything through to RabbitMQ for a while, and nothing back; then cuts what was connected. */
    void loseAnswers(Duration time) throws InterruptedException {
        proxy.loseAnswers();
        Thread.sleep(time);
        proxy.restore();
    }

    /** Ends the workers as a supervisor does. */
    void stopWorkers() {
        workers.forEach(JavaProcess::terminate);
        for (var worker : workers) {
            if (worker.awaitExit(Duration.ofSeconds(25)) != 0) {
                throw new IllegalStateException("a worker did not end as it should: " + lastWords());
            }
        }
    }

    List<String> lastWords() {
        return workers.stream()
                .flatMap(worker -> {
                    var lines = worker.output().all();
                    return lines.subList(Math.max(0, lines.size() - 3), lines.size()).stream();
                })
                .toList();
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

    /** Delivers every message that was ever sent once more, in another order, to one consumer. */
    void deliverEverythingAgain(Random random) {
        var bodies = everythingSent();
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

    private List<String> everythingSent() {
        return server.ask(channel -> {
            var bodies = new ArrayList<String>();
            for (var one = channel.basicGet(tap(), true); one != null; one = channel.basicGet(tap(), true)) {
                bodies.add(new String(one.getBody(), StandardCharsets.UTF_8));
            }
            if (bodies.isEmpty()) {
                throw new IllegalStateException("nothing was ever sent");
            }
            return bodies;
        });
    }

    @Override
    public void close() {
        open.close();
    }
}
