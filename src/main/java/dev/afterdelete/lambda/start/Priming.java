package dev.afterdelete.lambda.start;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.afterdelete.Afterdelete;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Gets a function ready before SnapStart takes its snapshot: reads an event of each kind, rehearses each cascade, and
 * writes an answer of each kind. No connection, client or credential is in the snapshot, because none was made. What
 * goes wrong here is told, and costs the first invocation some time.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Lambda: runtime hooks
 *     for SnapStart</a>
 */
final class Priming implements Resource {
    /** The global context keeps no resource alive. */
    private static final Set<Resource> REGISTERED = ConcurrentHashMap.newKeySet();

    private static final String BATCH = """
            {"Records": [{"messageId": "1", "body": "{}", "attributes": {"ApproximateReceiveCount": "1"},
             "messageAttributes": {"a": {"stringValue": "b", "dataType": "String"}}, "eventSource": "aws:sqs"}]}""";

    private static final String RABBITMQ_BATCH = """
            {"eventSource": "aws:rmq", "rmqMessagesByQueue": {"a::/": [{"basicProperties": {"headers": {"a": 1}},
             "redelivered": false, "data": "e30="}]}}""";

    private static final String REQUEST = """
            {"version": "2.0", "rawPath": "/none/1", "headers": {"accept": "*/*"},
             "requestContext": {"http": {"method": "DELETE", "path": "/none/1"}}}""";

    private static final String SCHEDULE = """
            {"source": "aws.scheduler", "time": "2026-01-31T08:30:00Z", "detail": {}}""";

    private final Afterdelete afterdelete;
    private final CustomPojoSerializer serializer;
    private final Consumer<String> lines;

    private Priming(Afterdelete afterdelete, CustomPojoSerializer serializer, Consumer<String> lines) {
        this.afterdelete = afterdelete;
        this.serializer = serializer;
        this.lines = lines;
    }

    /** Has it done when the snapshot is taken. */
    static void register(Afterdelete afterdelete, CustomPojoSerializer serializer) {
        var priming = new Priming(afterdelete, serializer, System.out::println);
        REGISTERED.add(priming);
        Core.getGlobalContext().register(priming);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            prime();
        } catch (RuntimeException failure) {
            lines.accept("priming failed, so the first invocation will be slower: " + failure);
        }
    }

    /** Does nothing: connections and clients are made when they are first needed, and chance is seeded then. */
    @Override
    public void afterRestore(Context<? extends Resource> context) {}

    private void prime() {
        serializer.fromJson(BATCH, SQSEvent.class);
        serializer.fromJson(RABBITMQ_BATCH, RabbitMQEvent.class);
        serializer.fromJson(REQUEST, APIGatewayV2HTTPEvent.class);
        serializer.fromJson(SCHEDULE, ScheduledEvent.class);
        afterdelete.rehearsal().run();
        var answers = new ByteArrayOutputStream();
        serializer.toJson(new SQSBatchResponse(List.of(new BatchItemFailure("1"))), answers, SQSBatchResponse.class);
        serializer.toJson(
                APIGatewayV2HTTPResponse.builder()
                        .withStatusCode(202)
                        .withHeaders(Map.of("content-type", "application/json"))
                        .withBody("{}")
                        .build(),
                answers,
                APIGatewayV2HTTPResponse.class);
        serializer.toJson(Map.of("relayed", 0), answers, Map.class);
    }
}
