package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.local.LambdaFunction;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Tells every story of {@code src/test/resources/scenarios} to the consumer and the sweep as they are deployed, twice.
 * A new story needs a folder and no code. {@code -Dscenarios=apply} writes the golden files.
 */
@OnEveryServer
class ScenarioIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalDatabase database;
    private final QueuePair queues;
    private final Deployment bare;

    ScenarioIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.database = database;
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.bare = Deployment.on(database, queues);
        database.runResource("/afterdelete.sql");
    }

    @AfterEach
    void close() {
        bare.close();
    }

    static List<Story> stories() {
        return Story.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void endsAsExpectedAndOnceMoreChangesNothing(Story story) throws Exception {
        requireGolden(story, "plan.txt", story.plans());
        database.run(story.read("schema.sql"));
        database.run(story.read("rows.sql"));
        try (var deployment = bare.with("RELATIONS", story.relations().toString())) {
            var functions = new Functions(deployment, deployment.cleanup(), deployment.sweep());
            var endings = new ArrayList<String>();
            for (var delivery : story.deliveries()) {
                if (delivery.before().isPresent()) {
                    database.run(delivery.before().get());
                }
                endings.addAll(deliver(delivery, functions));
            }
            var refused = endings.stream()
                    .filter(ending -> ending.startsWith("refused"))
                    .count();
            assertThat(queues.deadLetters()).isEqualTo((int) refused);
            var rows = RowsText.of(database);
            requireGolden(story, "expect.txt", numbered(endings) + rows);
            for (var delivery : story.deliveries()) {
                deliver(delivery, functions);
            }
            assertThat(RowsText.of(database)).as("after everything once more").isEqualTo(rows);
        }
    }

    /** What a story is told to. */
    private record Functions(Deployment deployment, LambdaFunction cleanup, LambdaFunction sweep) {}

    /** How each message of the batch ended, or the sweep. */
    private List<String> deliver(Story.Delivery delivery, Functions functions) {
        if (delivery.isSweep()) {
            return List.of(sweep(functions.sweep()));
        }
        var batch = new DirectBatch();
        for (var place = 0; place < delivery.bodies().size(); place++) {
            batch.add("m" + place, delivery.bodies().get(place), delivery.receiveCount());
            delivery.approval().attribute().ifPresent(value -> batch.saying(DeadLetterQueue.APPROVED_ATTRIBUTE, value));
        }
        var deployment = functions.deployment();
        var said = deployment.lines().size();
        var failures = batch.failuresOf(functions.cleanup());
        var lines = deployment.lines().subList(said, deployment.lines().size());
        assertThat(queues.messages()).as("continuations").isZero();
        var endings = new ArrayList<String>();
        for (var place = 0; place < delivery.bodies().size(); place++) {
            endings.add(ending("m" + place, failures, lines));
        }
        return endings;
    }

    private static String sweep(LambdaFunction sweep) {
        var summary = parse(Sweep.run(sweep));
        return "swept %d, left %d, not let go %d"
                .formatted(
                        summary.required("swept").longValue(),
                        summary.required("left").longValue(),
                        summary.path("notLetGo").longValue());
    }

    private static String ending(String messageId, Set<String> failures, List<String> lines) {
        var told = lines.stream()
                .map(ScenarioIT::parse)
                .filter(line -> line.path("messageId").asText().equals(messageId))
                .toList();
        var stale = told.stream().anyMatch(line -> line.has("stale"));
        var fault = told.stream()
                .filter(line -> line.has("code"))
                .map(line ->
                        line.get("code").textValue() + ": " + line.get("reason").textValue())
                .findFirst();
        assertThat(fault.isPresent() || !failures.contains(messageId))
                .as("a failure is logged")
                .isTrue();
        return fault.map(named -> (failures.contains(messageId) ? "failed " : "refused ") + named)
                .orElse(stale ? "done, stale" : "done");
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String numbered(List<String> endings) {
        var text = new StringBuilder();
        for (var number = 1; number <= endings.size(); number++) {
            text.append("message %d: %s%n".formatted(number, endings.get(number - 1)));
        }
        return text.toString();
    }

    private static void requireGolden(Story story, String file, String found) throws IOException {
        if ("apply".equals(System.getProperty("scenarios"))) {
            Files.writeString(story.folder().resolve(file), found);
        }
        assertThat(found)
                .as("%s of %s; -Dscenarios=apply writes it", file, story)
                .isEqualTo(story.read(file));
    }
}
