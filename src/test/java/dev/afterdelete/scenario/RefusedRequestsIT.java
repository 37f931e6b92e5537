package dev.afterdelete.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.local.LocalDatabase;
import dev.afterdelete.local.OnEveryServer;
import dev.afterdelete.local.QueuePair;
import dev.afterdelete.local.TcpProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Whatever the API refuses touches nothing, whichever strategy would have carried it out. */
@OnEveryServer
class RefusedRequestsIT {
    private static final List<String> STRATEGIES = List.of("queue", "inline", "scheduled");
    private static final Map<String, String> MISTAKEN_KEYS =
            Map.of("52abc", "INVALID_KEY", "0", "ZERO_KEY", "18446744073709551616", "INVALID_KEY");
    private static final List<String> OTHER_METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "HEAD", "OPTIONS", "TRACE", "delete");
    private static final List<String> OTHER_PATHS = List.of(
            "", "/", "//", "/recipes", "/recipes/", "//1", "/recipes/1/", "/recipes/1/2", "recipes/1", "/recipes//1");
    private static final List<String> HOSTILE_NAMES = List.of(
            "recipes`",
            "recipes--",
            "recipes; DROP TABLE steps",
            "RECIPES",
            "recipes ",
            "`recipes`",
            "afterdelete_outbox",
            "information_schema.tables",
            "recipes WHERE 1=1 --",
            "..",
            "*");
    private static final List<String> HOSTILE_IDS = List.of(
            "1 OR 1=1",
            "1%20OR%201=1",
            "1; DROP TABLE recipes",
            "1--",
            "1)",
            "1'",
            "1,2",
            "%31%2C2",
            "0x1",
            "01",
            "+1",
            "1.0",
            "1e0",
            " 1",
            "1%0A",
            "%00",
            "１",
            "NULL",
            "true",
            "[1]",
            "{\"id\":1}",
            "\"1\"",
            "-0",
            "1_0",
            "1L",
            "36893488147419103232");

    private final Recipes recipes;
    private final QueuePair queues;
    private final Deployment deployment;

    RefusedRequestsIT(LocalDatabase database, SqsClient sqs) throws SQLException {
        this.queues = QueuePair.createFresh(sqs, Duration.ofSeconds(30), 3);
        this.recipes = Recipes.load(database, 3);
        this.deployment = Deployment.on(database, queues);
    }

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void aHostileTableIsNotFoundAndAHostileIdIsNoKey() throws SQLException {
        var before = recipes.contents();
        for (var strategy : STRATEGIES) {
            try (var variant = deployment.with("STRATEGY", strategy)) {
                var api = variant.api();
                for (var name : HOSTILE_NAMES) {
                    assertThat(ApiAnswer.delete(api, "/" + name + "/1").status())
                            .as(name)
                            .isEqualTo(404);
                }
                for (var id : HOSTILE_IDS) {
                    assertThat(ApiAnswer.delete(api, "/recipes/" + id).status())
                            .as(id)
                            .isEqualTo(400);
                }
            }
        }
        assertNothingHappened(before);
    }

    @Test
    void aPathThatSomebodyDidNotDecodeIsRefused() throws SQLException {
        var before = recipes.contents();
        var api = deployment.api();
        for (var path : List.of("/recipes%60/1", "/recipes/%31", "/%72ecipes/1", "/recipes%2F1/1", "/recipes/1%00")) {
            assertProblem(ApiAnswer.delete(api, path), 400);
        }
        assertNothingHappened(before);
    }

    @Test
    void anotherPathIsNotFound() throws SQLException {
        var before = recipes.contents();
        var api = deployment.api();
        for (var path : OTHER_PATHS) {
            assertProblem(ApiAnswer.delete(api, path), 404);
        }
        assertNothingHappened(before);
    }

    @Test
    void aTableThatIsNotOfferedIsNotFoundLikeOneThatDoesNotExist() throws SQLException {
        var before = recipes.contents();
        var api = deployment.api();
        assertThat(ApiAnswer.delete(api, "/ingredients/1")).isEqualTo(ApiAnswer.delete(api, "/nowhere/1"));
        assertProblem(ApiAnswer.delete(api, "/ingredients/1"), 404);
        assertNothingHappened(before);
    }

    @Test
    void aRowThatDoesNotExistIsNotFoundByAnyStrategy() throws SQLException {
        var before = recipes.contents();
        for (var strategy : STRATEGIES) {
            try (var variant = deployment.with("STRATEGY", strategy)) {
                assertProblem(ApiAnswer.delete(variant.api(), "/recipes/4"), 404);
            }
        }
        assertNothingHappened(before);
    }

    @Test
    void aKeyThatIsNoneIsCalledByItsFault() throws SQLException {
        var before = recipes.contents();
        var api = deployment.api();
        MISTAKEN_KEYS.forEach((id, code) -> {
            var answer = ApiAnswer.delete(api, "/recipes/" + id);
            assertProblem(answer, 400);
            assertThat(answer.body().path("code").textValue()).isEqualTo(code);
            assertThat(answer.body().path("detail").textValue()).contains("recipes.id");
        });
        assertNothingHappened(before);
    }

    @Test
    void anotherMethodIsToldWhichOneIsAllowed() throws SQLException {
        var before = recipes.contents();
        var api = deployment.api();
        for (var method : OTHER_METHODS) {
            var answer = ApiAnswer.request(api, method, "/recipes/1");
            assertProblem(answer, 405);
            assertThat(answer.header("allow")).isEqualTo("DELETE");
        }
        assertNothingHappened(before);
    }

    @Test
    void whileTheDatabaseIsAwayAClientIsToldWhenToComeAgain() throws SQLException {
        var before = recipes.contents();
        var away = deployment.with("DB_URL", "jdbc:mysql://127.0.0.1:" + ClosedPort.find() + "/none");
        for (var strategy : STRATEGIES) {
            try (var variant = away.with("STRATEGY", strategy)) {
                var answer = ApiAnswer.delete(variant.api(), "/recipes/1");
                assertProblem(answer, 503);
                assertThat(answer.header("retry-after")).matches("[1-9][0-9]*");
            }
        }
        assertNothingHappened(before);
    }

    @Test
    void anEnvironmentServesAgainOnceTheDatabaseIsBack() throws Exception {
        try (var proxy = TcpProxy.start(recipes.database().server());
                var variant = deployment.with("DB_URL", proxy.urlOf(recipes.database()))) {
            var api = variant.api();
            proxy.refuse();
            assertThat(ApiAnswer.delete(api, "/recipes/1").status()).isEqualTo(503);
            proxy.accept();
            assertThat(ApiAnswer.delete(api, "/recipes/1").status()).isEqualTo(202);
            proxy.refuse();
            assertThat(ApiAnswer.delete(api, "/recipes/2").status()).isEqualTo(503);
            proxy.accept();
            assertThat(ApiAnswer.delete(api, "/recipes/2").status()).isEqualTo(202);
        }
    }

    private static void assertProblem(ApiAnswer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.body().path("status").intValue()).isEqualTo(status);
        assertThat(answer.body().path("title").textValue()).isNotBlank();
        assertThat(answer.body().path("detail").textValue()).isNotBlank();
        assertThat(answer.body().path("type").textValue()).isNotBlank();
    }

    private void assertNothingHappened(TableContents before) throws SQLException {
        assertThat(recipes.contents()).isEqualTo(before);
        assertThat(recipes.outbox()).isEmpty();
        assertThat(queues.messages()).isZero();
    }
}
