package dev.afterdelete.scenario;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LambdaFunction;
import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Every file that a person may hand to {@code sam local invoke} does what it is there to show. */
@OnEveryServer
class EventsIT {
    private static final Path EVENTS = Path.of("events");
    private static final int RECIPES = 130;

    private static final Map<String, Expectation> EXPECTATIONS = Map.ofEntries(
            Map.entry("plain-message.json", Expectation.cleanup(List.of(123L))),
            Map.entry(
                    "batch-of-10.json",
                    Expectation.cleanup(LongStream.rangeClosed(11, 20).boxed().toList())),
            Map.entry("duplicate-ids.json", Expectation.cleanup(List.of(21L, 22L, 23L))),
            Map.entry(
                    "poison-among-good.json",
                    Expectation.cleanup(List.of(31L, 32L, 34L), "UNKNOWN_FIELD", "INVALID_KEY", "MALFORMED_JSON")),
            Map.entry("unknown-action.json", Expectation.cleanup(List.of(), "UNKNOWN_ACTION")),
            Map.entry("composite-key.json", Expectation.cleanup(List.of(), "INVALID_KEY")),
            Map.entry("empty-batch.json", Expectation.cleanup(List.of())),
            Map.entry("api-delete.json", Expectation.api("202 accepted", List.of(51L))),
            Map.entry("api-bad-id.json", Expectation.api("400 INVALID_KEY", List.of())),
            Map.entry("schedule.json", Expectation.sweep(List.of(61L, 62L))),
            Map.entry("rabbitmq-batch.json", Expectation.rabbitMq("\"2 messages ended\"", List.of(81L, 82L))));

    private final QueuePair queues;
    private final Recipes recipes;
    private final Deployment deployment;

    EventsIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.recipes = Recipes.load(database, RECIPES);
        this.deployment = Deployment.on(database, queues);
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void everyFileHasAnExpectation() throws IOException {
        assertThat(files()).isEqualTo(EXPECTATIONS.keySet());
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachFileDoesWhatItIsThereToShow(String file) throws Exception {
        recipes.database().run("UPDATE recipes SET is_deleted = TRUE WHERE id IN (61, 62)");
        var expectation = Objects.requireNonNull(EXPECTATIONS.get(file));
        var staying = recipes.contentsWithout(expectation.recipes(), expectation.parents());

        var answer = expectation.function().answer(deployment, Files.readAllBytes(EVENTS.resolve(file)));

        assertThat(answer).isEqualTo(expectation.answer());
        assertThat(recipes.contents()).isEqualTo(staying);
        assertThat(queues.messages()).isEqualTo(expectation.queued());
        assertThat(recipes.outbox()).hasSize(expectation.queued());
        assertThat(Letter.takeAll(queues))
                .extracting(Letter::code)
                .containsExactlyInAnyOrderElementsOf(expectation.codes());
    }

    static Set<String> files() throws IOException {
        try (var files = Files.list(EVENTS)) {
            return files.map(file -> file.getFileName().toString()).collect(toSet());
        }
    }

    /**
     * What an event leads to.
     *
     * @param function which takes it
     * @param answer of the function
     * @param recipes that are gone
     * @param parents whose children are gone
     * @param queued messages that were sent, and are owed by the outbox
     * @param codes of the dead letters
     */
    private record Expectation(
            Function function, String answer, List<Long> recipes, List<Long> parents, int queued, List<String> codes) {
        static Expectation cleanup(List<Long> recipes, String... codes) {
            return new Expectation(Function.CLEANUP, "{\"batchItemFailures\":[]}", recipes, recipes, 0, List.of(codes));
        }

        static Expectation rabbitMq(String answer, List<Long> recipes) {
            return new Expectation(Function.RABBITMQ, answer, recipes, recipes, 0, List.of());
        }

        static Expectation api(String answer, List<Long> recipes) {
            return new Expectation(Function.API, answer, recipes, List.of(), recipes.size(), List.of());
        }

        static Expectation sweep(List<Long> recipes) {
            var answer = "{\"relayed\":0,\"unsent\":0,\"refused\":0,\"swept\":2,\"left\":0,"
                    + "\"rows\":{\"ingredients\":6,\"recipes\":2,\"steps\":4}}";
            return new Expectation(Function.SWEEP, answer, recipes, recipes, 0, List.of());
        }
    }

    /** The functions of the template. */
    private enum Function {
        CLEANUP,
        RABBITMQ,
        API,
        SWEEP;

        String answer(Deployment deployment, byte[] event) {
            return switch (this) {
                case CLEANUP -> text(deployment.cleanup(), event);
                case RABBITMQ -> text(deployment.rabbitMqCleanup(), event);
                case API -> ApiAnswer.read(deployment.api().invoke(event)).summary();
                case SWEEP -> text(deployment.sweep(), event);
            };
        }

        private static String text(LambdaFunction function, byte[] event) {
            return new String(function.invoke(event), StandardCharsets.UTF_8);
        }
    }
}
