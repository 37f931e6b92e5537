package dev.afterdelete.local.aot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.lambda.ApiHandler;
import dev.afterdelete.lambda.CleanupHandler;
import dev.afterdelete.wire.JsonMessageFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a function does while its JVM watches what it loads.
 *
 * @param function as the template names it, and {@code sam build} its directory
 * @param handler the class that answers
 * @param event what it is told to do, on {@link DeclaredTables}
 * @param isLearned whether an answer says that it was done, as far as the declaration lets it
 */
record Lesson(String function, Class<?> handler, byte[] event, Predicate<JsonNode> isLearned) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path REQUEST = Path.of("events", "api-delete.json");

    /** For those functions for whose start somebody waits; for the API's only where a table has a route. */
    static List<Lesson> all(RelationGraph graph) {
        var lessons = new ArrayList<Lesson>();
        lessons.add(consume(graph));
        graph.tables().stream().filter(Table::api).findFirst().ifPresent(table -> lessons.add(request(table)));
        return lessons;
    }

    /** A batch with a message for the row of each table. Some may be refused, as by a relation that restricts. */
    private static Lesson consume(RelationGraph graph) {
        var format = new JsonMessageFormat(graph, () -> "training");
        var bodies =
                new DeclaredTables(graph).messages().stream().map(format::write).toList();
        var records = IntStream.range(0, bodies.size())
                .mapToObj(place -> Map.of(
                        "messageId",
                        "m" + place,
                        "eventSource",
                        "aws:sqs",
                        "body",
                        bodies.get(place),
                        "attributes",
                        Map.of("ApproximateReceiveCount", "1")))
                .toList();
        return new Lesson(
                "CleanupFunction",
                CleanupHandler.class,
                bytes(Map.of("Records", records)),
                answer -> answer.path("batchItemFailures").size() < bodies.size());
    }

    private static Lesson request(Table table) {
        try {
            var event = (ObjectNode) JSON.readTree(Files.readAllBytes(REQUEST));
            var id = DeclaredTables.keyOf(table).values().stream()
                    .map(KeyValue::toString)
                    .collect(Collectors.joining(","));
            event.put("rawPath", "/" + table.name() + "/" + id);
            DeclaredTables.tenantOf(table)
                    .ifPresent(
                            tenant -> event.putObject("queryStringParameters").put("tenant", tenant));
            return new Lesson(
                    "ApiFunction",
                    ApiHandler.class,
                    bytes(event),
                    answer -> answer.path("statusCode").asInt() / 100 == 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Looks at the function's answer.
     *
     * @throws IllegalStateException when nothing was done: too little was loaded
     */
    void check(byte[] answer) {
        if (!isLearned.test(json(answer))) {
            throw new IllegalStateException(function + " did nothing, and answered: " + new String(answer, UTF_8));
        }
    }

    /** A function's answer. */
    static JsonNode json(byte[] answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new IllegalStateException("no answer: " + new String(answer, UTF_8), e);
        }
    }

    private static byte[] bytes(Object event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
