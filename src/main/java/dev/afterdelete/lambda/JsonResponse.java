package dev.afterdelete.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** HTTP answers with a JSON object in them. */
final class JsonResponse {
    private JsonResponse() {}

    /**
     * The answer with this status and body.
     *
     * @param body text, numbers, truth values, maps and lists, in the order in which they are to be read
     */
    static APIGatewayV2HTTPResponse of(int status, Map<String, ?> body) {
        return of(status, "application/json", Map.of(), body);
    }

    /** The answer with this status, media type, further headers and body. */
    static APIGatewayV2HTTPResponse of(
            int status, String contentType, Map<String, String> headers, Map<String, ?> body) {
        var allHeaders = new LinkedHashMap<String, String>();
        allHeaders.put("content-type", contentType);
        allHeaders.putAll(headers);
        var response = new APIGatewayV2HTTPResponse();
        response.setStatusCode(status);
        response.setHeaders(allHeaders);
        response.setBody(render(body));
        return response;
    }

    private static String render(Map<String, ?> body) {
        var text = new StringWriter();
        try (var generator = EventSerializer.JSON.createGenerator(text)) {
            JsonValues.write(generator, body);
        } catch (IOException e) {
            throw new UncheckedIOException("a body cannot be written", e);
        }
        return text.toString();
    }
}
