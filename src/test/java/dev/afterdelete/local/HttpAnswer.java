package dev.afterdelete.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What goes back over the wire.
 *
 * @param status the HTTP status code
 * @param headers by name, with all their values
 * @param body empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT_TYPE = "content-type";

    /**
     * Reads what a function answered, as API Gateway does with payload format 2.0: an object with a {@code statusCode}
     * is the answer, and anything else is the body of a 200.
     */
    static HttpAnswer read(byte[] answer) {
        try {
            var root = JSON.readTree(answer);
            return root.has("statusCode") ? explicit(root) : inferred(answer);
        } catch (IOException | IllegalArgumentException e) {
            return error(500, "Internal Server Error");
        }
    }

    /** API Gateway's own answer when there is none of a function. */
    static HttpAnswer error(int status, String message) {
        var body = JSON.createObjectNode().put("message", message).toString();
        return new HttpAnswer(status, Map.of(CONTENT_TYPE, List.of("application/json")), body.getBytes(UTF_8));
    }

    private static HttpAnswer inferred(byte[] answer) {
        return new HttpAnswer(200, Map.of(CONTENT_TYPE, List.of("application/json")), answer);
    }

    private static HttpAnswer explicit(JsonNode root) throws IOException {
        var status = root.path("statusCode").asInt();
        if (status < 100 || status > 599) {
            return error(500, "Internal Server Error");
        }
        var body = root.path("isBase64Encoded").asBoolean()
                ? root.path("body").binaryValue()
                : root.path("body").asText("").getBytes(UTF_8);
        return new HttpAnswer(status, headers(root), body);
    }

    private static Map<String, List<String>> headers(JsonNode root) {
        var headers = new LinkedHashMap<String, List<String>>();
        root.path("headers").properties().forEach(header -> {
            var value = List.of(header.getValue().asText());
            headers.put(header.getKey().toLowerCase(Locale.ROOT), value);
        });
        var cookies = new ArrayList<String>();
        root.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
        if (!cookies.isEmpty()) {
            headers.put("set-cookie", cookies);
        }
        headers.putIfAbsent(CONTENT_TYPE, List.of("text/plain;charset=UTF-8"));
        return headers;
    }
}
