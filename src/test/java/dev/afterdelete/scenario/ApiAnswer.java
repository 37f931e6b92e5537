package dev.afterdelete.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.afterdelete.local.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * An answer of the API.
 *
 * @param status of HTTP
 * @param headers by lower-case name
 * @param body a JSON object
 */
record ApiAnswer(int status, JsonNode headers, JsonNode body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads what the function answered. */
    static ApiAnswer read(byte[] answer) {
        try {
            var root = JSON.readTree(answer);
            return new ApiAnswer(
                    root.required("statusCode").intValue(),
                    root.required("headers"),
                    JSON.readTree(root.required("body").textValue()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks {@code api} to delete a row. */
    static ApiAnswer delete(LambdaFunction api, String path) {
        return request(api, "DELETE", path);
    }

    /**
     * Asks {@code api}.
     *
     * @param rawPath as the gateway hands it over
     */
    static ApiAnswer request(LambdaFunction api, String method, String rawPath) {
        return request(api, method, rawPath, Map.of());
    }

    /** Asks {@code api} to delete a row of a tenant. */
    static ApiAnswer deleteOf(String tenant, LambdaFunction api, String path) {
        return request(api, "DELETE", path, Map.of("tenant", tenant));
    }

    private static ApiAnswer request(LambdaFunction api, String method, String rawPath, Map<String, String> query) {
        var event = JSON.createObjectNode();
        event.put("version", "2.0");
        query.forEach(event.putObject("queryStringParameters")::put);
        event.put("rawPath", rawPath);
        var context = event.putObject("requestContext");
        context.put("stage", "$default");
        putHttp(context, method, rawPath);
        return read(api.invoke(event.toString().getBytes(UTF_8)));
    }

    private static void putHttp(ObjectNode context, String method, String rawPath) {
        context.putObject("http").put("method", method).put("path", rawPath);
    }

    /** A header's value; empty where there is none. */
    String header(String name) {
        return headers.path(name).asText("");
    }

    /** The status, and what the body calls it: {@code 202 accepted}, {@code 400 INVALID_KEY}. */
    String summary() {
        var name = body.path("code").isMissingNode() ? body.path("status") : body.path("code");
        return status + (name.isTextual() ? " " + name.textValue() : "");
    }
}
