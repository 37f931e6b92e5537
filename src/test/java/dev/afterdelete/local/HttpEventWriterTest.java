package dev.afterdelete.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEventWriterTest {
    private static final Instant NOW = Instant.parse("2026-03-12T19:03:58.390Z");
    private static final HttpRoute ROUTE = new HttpRoute("DELETE /{table}/{id}");

    @Test
    void theTypedEventOfTheLibraryReadsIt() {
        var bytes = write(call("/recipes/7", Map.of("User-Agent", List.of("curl/8")), ""), Map.of("id", "7"));
        var event = LambdaEventSerializers.serializerFor(
                        APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPEvent.class.getClassLoader())
                .fromJson(new ByteArrayInputStream(bytes));
        assertThat(event.getVersion()).isEqualTo("2.0");
        assertThat(event.getRouteKey()).isEqualTo("DELETE /{table}/{id}");
        assertThat(event.getRawPath()).isEqualTo("/recipes/7");
        assertThat(event.getPathParameters()).isEqualTo(Map.of("id", "7"));
        assertThat(event.getHeaders()).isEqualTo(Map.of("user-agent", "curl/8"));
        var context = event.getRequestContext();
        assertThat(context.getStage()).isEqualTo("$default");
        assertThat(context.getTime()).isEqualTo("12/Mar/2026:19:03:58 +0000");
        assertThat(context.getTimeEpoch()).isEqualTo(NOW.toEpochMilli());
        assertThat(context.getHttp().getMethod()).isEqualTo("DELETE");
        assertThat(context.getHttp().getSourceIp()).isEqualTo("127.0.0.1");
        assertThat(context.getHttp().getUserAgent()).isEqualTo("curl/8");
    }

    @ParameterizedTest
    @CsvSource({"/r/a%20b,/r/a b", "/r/a+b,/r/a+b", "/r/a%2Cb,'/r/a,b'", "/r/a%252Fb,/r/a%2Fb", "/r/k%C3%A4se,/r/käse"})
    void aPathIsDecodedOnce(String sent, String seen) throws IOException {
        var event = event(call(sent, Map.of(), ""));
        assertThat(event.path("rawPath").textValue()).isEqualTo(seen);
        assertThat(event.at("/requestContext/http/path").textValue()).isEqualTo(seen);
    }

    @Test
    void headersAreLowerCasedAndJoinedAndCookiesStandApart() throws IOException {
        var event = event(
                call("/recipes/7", Map.of("X-Tag", List.of("a", "b"), "Cookie", List.of("session=1; theme=dark")), ""));
        assertThat(event.at("/headers/x-tag").textValue()).isEqualTo("a,b");
        assertThat(event.path("headers").has("cookie")).isFalse();
        assertThat(event.path("cookies").toString()).isEqualTo("[\"session=1\",\"theme=dark\"]");
    }

    @Test
    void aQueryIsPassedOnBothRawAndDecoded() throws IOException {
        var event = event(call("/recipes/7?a=1&a=2&b=x%20y+z&c", Map.of(), ""));
        assertThat(event.path("rawQueryString").textValue()).isEqualTo("a=1&a=2&b=x%20y+z&c");
        assertThat(event.path("queryStringParameters").toString())
                .isEqualTo("{\"a\":\"1,2\",\"b\":\"x y z\",\"c\":\"\"}");
    }

    @Test
    void whatARequestLacksIsLeftOut() throws IOException {
        var event = event(call("/recipes/7", Map.of(), ""));
        assertThat(event.path("rawQueryString").textValue()).isEmpty();
        assertThat(event.has("queryStringParameters")).isFalse();
        assertThat(event.has("cookies")).isFalse();
        assertThat(event.has("body")).isFalse();
        assertThat(event.path("isBase64Encoded").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8", "text/plain"})
    void aBodyOfTextStaysText(String contentType) throws IOException {
        var event = event(call("/recipes/7", Map.of("Content-Type", List.of(contentType)), "{\"a\":\"ä\"}"));
        assertThat(event.path("body").textValue()).isEqualTo("{\"a\":\"ä\"}");
        assertThat(event.path("isBase64Encoded").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "image/png", ""})
    void anyOtherBodyIsEncoded(String contentType) throws IOException {
        var event = event(call("/recipes/7", Map.of("Content-Type", List.of(contentType)), "a=ä"));
        assertThat(event.path("body").textValue()).isEqualTo(Base64.getEncoder().encodeToString("a=ä".getBytes(UTF_8)));
        assertThat(event.path("isBase64Encoded").booleanValue()).isTrue();
    }

    private static HttpCall call(String uri, Map<String, List<String>> headers, String body) {
        return new HttpCall("DELETE", URI.create(uri), "HTTP/1.1", "127.0.0.1", headers, body.getBytes(UTF_8));
    }

    private static JsonNode event(HttpCall call) throws IOException {
        return new ObjectMapper().readTree(write(call, Map.of()));
    }

    private static byte[] write(HttpCall call, Map<String, String> pathParameters) {
        return new HttpEventWriter().write(call, ROUTE, pathParameters, NOW);
    }
}
