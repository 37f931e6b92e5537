package dev.afterdelete.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Everything that is deployed, put together on one machine: the three functions in Lambda's own runtime, an HTTP API
 * for each strategy, and the event source mapping between queue and consumer. Its schedule is whoever calls
 * {@link #sweep}.
 */
public final class LocalSystem {
    private static final List<HttpRoute> ROUTES = List.of(new HttpRoute("ANY /{table}/{id}"));
    private static final EventSourceSettings EVENT_SOURCE = new EventSourceSettings(100, Duration.ofSeconds(1));

    private final Map<Strategy, HttpApi> apis;
    private final LambdaFunction sweep;

    private LocalSystem(Map<Strategy, HttpApi> apis, LambdaFunction sweep) {
        this.apis = apis;
        this.sweep = sweep;
    }

    /**
     * Creates the outbox and starts everything; a function starts with its first event, as in Lambda.
     *
     * @param resources closes it all
     * @param host makes the functions
     * @param output gets each line that a function writes, and each batch that failed as a whole
     */
    public static LocalSystem start(
            Resources resources, FunctionHost host, LocalDatabase database, QueuePair queues, Consumer<String> output)
            throws SQLException {
        database.runResource("/afterdelete.sql");
        var environment = environment(database, queues);
        var cleanup = host.host(resources, Handler.CLEANUP, environment, output);
        var sweep = host.host(resources, Handler.SWEEP, environment, output);
        var apis = new EnumMap<Strategy, HttpApi>(Strategy.class);
        for (var strategy : Strategy.values()) {
            environment.put("AFTERDELETE_STRATEGY", strategy.setting());
            var function = host.host(resources, Handler.API, environment, output);
            apis.put(strategy, resources.add(HttpApi.start(0, ROUTES, function)));
        }
        var mapping = new EventSourceMapping(queues.sqs(), queues.url(), EVENT_SOURCE, cleanup);
        resources.add(EventSourcePoller.start(mapping, ending -> report(ending, output)));
        return new LocalSystem(apis, sweep);
    }

    private static Map<String, String> environment(LocalDatabase database, QueuePair queues) {
        var environment = new HashMap<>(SqsClients.environment());
        environment.putAll(database.settings());
        environment.putAll(queues.settings());
        return environment;
    }

    private static void report(BatchEnding ending, Consumer<String> output) {
        switch (ending) {
            case BatchEnding.Rejected(var failed, var reason) ->
                output.accept("batch of %d messages failed: %s".formatted(failed, reason));
            case BatchEnding.Unreachable(var reason) -> output.accept("the queue does not answer: " + reason);
            case BatchEnding.Idle _, BatchEnding.Answered _ -> {}
        }
    }

    /** Where the API listens that carries requests out by this strategy. */
    public URI api(Strategy strategy) {
        return Objects.requireNonNull(apis.get(strategy), "every strategy has one")
                .address();
    }

    /**
     * Runs the sweep once, as its schedule does.
     *
     * @return what it reports, as JSON
     * @throws FunctionException when it fails
     */
    public String sweep() {
        var now = InstantSource.system().instant();
        return new String(sweep.invoke(ScheduledEvents.at(now)), UTF_8);
    }
}
