package dev.afterdelete.scenario;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.afterdelete.Afterdelete;
import dev.afterdelete.lambda.ApiHandler;
import dev.afterdelete.lambda.CleanupHandler;
import dev.afterdelete.lambda.SweepHandler;
import dev.afterdelete.lambda.amazonmq.RabbitMqCleanupHandler;
import dev.afterdelete.local.LambdaFunction;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.Resources;
import dev.afterdelete.local.SqsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The functions as they are deployed with one set of environment variables, in this process. Each that it makes is an
 * execution environment of its own, with a connection of its own.
 */
final class Deployment implements AutoCloseable {
    static {
        // the SDK in this process looks where Lambda would have put these
        System.setProperty("aws.region", SqsClients.environment().get("AWS_REGION"));
        System.setProperty("aws.accessKeyId", SqsClients.environment().get("AWS_ACCESS_KEY_ID"));
        System.setProperty("aws.secretAccessKey", SqsClients.environment().get("AWS_SECRET_ACCESS_KEY"));
    }

    private final Map<String, String> environment;
    private final Duration timeout;
    private final Resources open = new Resources();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Deployment(Map<String, String> environment, Duration timeout) {
        this.environment = Map.copyOf(environment);
        this.timeout = timeout;
    }

    /** A deployment whose settings, beside where things are, are the defaults; functions time out after 30 s. */
    static Deployment on(LocalDatabase database, QueuePair queues) {
        var environment = new HashMap<>(database.settings());
        environment.putAll(queues.settings());
        return new Deployment(environment, Duration.ofSeconds(30));
    }

    /** The same with another value of a setting, which is named without its prefix. */
    Deployment with(String setting, String value) {
        var changed = new HashMap<>(environment);
        changed.put("AFTERDELETE_" + setting, value);
        return new Deployment(changed, timeout);
    }

    /** The same with a declaration of its own, written to a file in {@code directory}. */
    Deployment declaring(Path directory, String declaration) {
        try {
            var file = Files.createTempFile(directory, "relations", ".yaml");
            return with("RELATIONS", Files.writeString(file, declaration).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same without a setting, which is named without its prefix. */
    Deployment without(String setting) {
        var changed = new HashMap<>(environment);
        changed.remove("AFTERDELETE_" + setting);
        return new Deployment(changed, timeout);
    }

    /** The same with another timeout of its functions. */
    Deployment within(Duration other) {
        return new Deployment(environment, other);
    }

    LambdaFunction cleanup() {
        return new InProcessFunction<>(new CleanupHandler(start()), SQSEvent.class, SQSBatchResponse.class, timeout);
    }

    LambdaFunction rabbitMqCleanup() {
        return new InProcessFunction<>(new RabbitMqCleanupHandler(start()), RabbitMQEvent.class, String.class, timeout);
    }

    LambdaFunction api() {
        return new InProcessFunction<>(
                new ApiHandler(start()), APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class, timeout);
    }

    LambdaFunction sweep() {
        return new InProcessFunction<>(new SweepHandler(start()), ScheduledEvent.class, Map.class, timeout);
    }

    /** What the functions have written, log and metrics. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    private Afterdelete start() {
        return open.add(Afterdelete.from(environment, lines::add));
    }

    /** Closes the connections of all functions. */
    @Override
    public void close() {
        open.close();
    }
}
