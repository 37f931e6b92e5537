package dev.afterdelete.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpApiIT {
    private static final List<HttpRoute> ROUTES = List.of(new HttpRoute("DELETE /{table}/{id}"));

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpApi api = HttpApi.start(0, ROUTES, HttpApiIT::echo);

    @AfterEach
    void stop() {
        api.close();
        client.close();
    }

    @Test
    void theFunctionSeesTheRequestAndTheCallerItsAnswer() throws Exception {
        var response = send("DELETE", "/recipes/caf%C3%A9?dry=run", "{}");
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Retry-After")).contains("3");
        var event = new ObjectMapper().readTree(response.body());
        assertThat(event.at("/pathParameters/table").textValue()).isEqualTo("recipes");
        assertThat(event.at("/pathParameters/id").textValue()).isEqualTo("café");
        assertThat(event.at("/queryStringParameters/dry").textValue()).isEqualTo("run");
        assertThat(event.at("/headers/content-type").textValue()).isEqualTo("application/json");
        assertThat(event.path("body").textValue()).isEqualTo("{}");
    }

    @Test
    void anEncodedSlashDividesSegmentsAsAtApiGateway() throws Exception {
        assertThat(send("DELETE", "/recipes/a%2Fb", "").statusCode()).isEqualTo(404);
    }

    @Test
    void whatHasNoRouteDoesNotReachTheFunction() throws Exception {
        var response = send("GET", "/recipes/7", "");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Test
    void aFunctionThatFailsIsAnInternalErrorWithoutItsReason() throws Exception {
        var response = send("DELETE", "/recipes/crash", "");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        assertThat(send("DELETE", "/recipes/7", "x".repeat(10 * 1024 * 1024 + 1))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void whatIsClosedAnswersNobody() {
        api.close();
        assertThatThrownBy(() -> send("DELETE", "/recipes/7", "")).isInstanceOf(ConnectException.class);
    }

    /** Answers with the event itself. */
    private static byte[] echo(byte[] event) {
        try {
            var json = new ObjectMapper();
            var parsed = json.readTree(event);
            if (parsed.at("/pathParameters/id").textValue().equals("crash")) {
                throw new FunctionException("java.lang.IllegalStateException", "secret");
            }
            return json.writeValueAsBytes(answer(json, parsed));
        } catch (IOException e) {
            throw new FunctionException("java.io.IOException", "cannot read the event", e);
        }
    }

    private static JsonNode answer(ObjectMapper json, JsonNode event) {
        var answer = json.createObjectNode().put("statusCode", 202).put("body", event.toString());
        answer.putObject("headers").put("Retry-After", "3");
        return answer;
    }

    private HttpResponse<String> send(String method, String pathAndQuery, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(api.address() + pathAndQuery))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString(UTF_8));
    }
}
