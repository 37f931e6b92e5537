package dev.afterdelete.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.lambda.EventSerializer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeApiIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final RuntimeApi api = RuntimeApi.start("CleanupFunction");
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.shutdownNow();
        api.close();
    }

    @Test
    void theRealRuntimeReadsAndWritesEventsThroughOurSerializerOnly(@TempDir Path directory) throws IOException {
        var log = directory.resolve("classes.log");
        var configuration = EchoHandler.configuration().withJvmOptions("-Xlog:class+load:file=" + log);
        try (var function = LambdaProcess.start(configuration)) {
            assertThat(EchoHandler.invoke(function, "hello"))
                    .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-0\"}]}");
        }

        var classes = Files.readString(log);
        assertThat(classes).contains(EventSerializer.class.getName());
        assertThat(classes).doesNotContain("jackson.databind", "org.joda.", "gson", "lambda.thirdparty");
    }

    @Test
    void anEventIsHandedOverWithItsRequestDeadlineAndFunction() throws Exception {
        var answer = invoke("{\"a\": 1}");
        var before = System.currentTimeMillis();

        var next = next();

        assertThat(next.body()).isEqualTo("{\"a\": 1}");
        assertThat(next.headers()
                        .firstValue("Lambda-Runtime-Invoked-Function-Arn")
                        .orElseThrow())
                .endsWith(":function:CleanupFunction");
        assertThat(next.headers().firstValueAsLong("Lambda-Runtime-Deadline-Ms").orElseThrow())
                .isBetween(before, System.currentTimeMillis() + TIMEOUT.toMillis());
        assertThat(next.headers().firstValue("Lambda-Runtime-Trace-Id")).isPresent();
        assertThat(post("invocation/" + requestId(next) + "/response", "done")).isEqualTo(202);
        assertThat(answer.get()).isEqualTo("done");
    }

    @Test
    void anErrorReachesWhoeverInvoked() throws Exception {
        var answer = invoke("{}");
        var id = requestId(next());

        assertThat(post("invocation/" + id + "/error", "{\"errorType\": \"E\", \"errorMessage\": \"m\"}"))
                .isEqualTo(202);
        assertThatThrownBy(answer::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("E: m");
    }

    @Test
    void anErrorAtTheStartFailsEveryEventBeforeAndAfter() throws Exception {
        var answer = invoke("{}");

        assertThat(post("init/error", "{\"errorType\": \"E\", \"errorMessage\": \"no class\"}"))
                .isEqualTo(202);
        assertThatThrownBy(answer::get).hasRootCauseMessage("E: no class");
        assertThatThrownBy(() -> api.invoke(new byte[0], TIMEOUT)).hasMessage("E: no class");
    }

    @Test
    void anAnswerThatNobodyWaitsForIsRefused() throws Exception {
        assertThat(post("invocation/unknown/response", "done")).isEqualTo(400);
        assertThat(post("anything", "done")).isEqualTo(400);
    }

    @Test
    void aSecondAnswerIsRefused() throws Exception {
        var answer = invoke("{}");
        var id = requestId(next());
        post("invocation/" + id + "/response", "first");
        assertThat(answer.get()).isEqualTo("first");

        assertThat(post("invocation/" + id + "/response", "second")).isEqualTo(400);
    }

    @Test
    void closingFailsWhatIsStillWaitedFor() {
        var answer = invoke("{}");

        api.close();

        assertThatThrownBy(answer::get).hasRootCauseInstanceOf(FunctionException.class);
    }

    private CompletableFuture<String> invoke(String event) {
        return CompletableFuture.supplyAsync(() -> new String(api.invoke(event.getBytes(UTF_8), TIMEOUT), UTF_8));
    }

    private HttpResponse<String> next() throws Exception {
        return client.send(request("invocation/next").build(), BodyHandlers.ofString());
    }

    private int post(String path, String body) throws Exception {
        var request = request(path).POST(BodyPublishers.ofString(body)).build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + api.authority() + "/2018-06-01/runtime/" + path));
    }

    private static String requestId(HttpResponse<?> next) {
        return next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
    }
}
