package dev.afterdelete.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Writes a request as the event that API Gateway hands to a function: payload format 2.0 of an HTTP API.
 *
 * <p>Of the path, an HTTP API passes on what is left after one round of percent-decoding, in {@code rawPath} too, and
 * looks for the route only then: {@code %2F} divides segments, and a percent sign has to be sent as {@code %25}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Lambda
 *     proxy integrations for HTTP APIs: payload format version</a>
 */
final class HttpEventWriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
    private static final Pattern TEXT = Pattern.compile("(text/.*|application/(json|javascript|xml))\\s*(;.*)?");

    byte[] write(HttpCall call, HttpRoute route, Map<String, String> pathParameters, Instant now) {
        var headers = joined(call.headers());
        var cookies = headers.remove("cookie");
        var event = JSON.createObjectNode();
        event.put("version", "2.0");
        event.put("routeKey", route.key());
        event.put("rawPath", path(call));
        event.put("rawQueryString", query(call));
        if (cookies != null) {
            var list = event.putArray("cookies");
            List.of(cookies.split("; *")).forEach(list::add);
        }
        putMap(event, "headers", headers);
        putMap(event, "queryStringParameters", parameters(query(call)));
        writeContext(call, route, headers, event.putObject("requestContext"), now);
        putMap(event, "pathParameters", pathParameters);
        writeBody(call.body(), headers.getOrDefault("content-type", ""), event);
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** The path as API Gateway sees it. */
    static String path(HttpCall call) {
        return decode(call.uri().getRawPath().replace("+", "%2B"));
    }

    private static String query(HttpCall call) {
        var query = call.uri().getRawQuery();
        return query == null ? "" : query;
    }

    private static Map<String, String> joined(Map<String, List<String>> headers) {
        var joined = new LinkedHashMap<String, String>();
        headers.forEach((name, values) -> joined.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return joined;
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            var nameAndValue = pair.split("=", 2);
            if (!pair.isEmpty()) {
                var value = nameAndValue.length == 2 ? decode(nameAndValue[1]) : "";
                parameters.merge(decode(nameAndValue[0]), value, (first, next) -> first + "," + next);
            }
        }
        return parameters;
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, UTF_8);
    }

    private static void putMap(ObjectNode event, String name, Map<String, String> entries) {
        if (!entries.isEmpty()) {
            entries.forEach(event.putObject(name)::put);
        }
    }

    private static void writeContext(
            HttpCall call, HttpRoute route, Map<String, String> headers, ObjectNode context, Instant now) {
        context.put("accountId", "000000000000");
        context.put("apiId", "local");
        context.put("domainName", headers.getOrDefault("host", "local"));
        context.put("domainPrefix", "local");
        var http = context.putObject("http");
        http.put("method", call.method());
        http.put("path", path(call));
        http.put("protocol", call.protocol());
        http.put("sourceIp", call.sourceIp());
        http.put("userAgent", headers.getOrDefault("user-agent", ""));
        context.put("requestId", UUID.randomUUID().toString());
        context.put("routeKey", route.key());
        context.put("stage", "$default");
        context.put("time", TIME.format(now.atOffset(ZoneOffset.UTC)));
        context.put("timeEpoch", now.toEpochMilli());
    }

    private static void writeBody(byte[] body, String contentType, ObjectNode event) {
        var isText = TEXT.matcher(contentType.toLowerCase(Locale.ROOT)).matches();
        if (body.length > 0 && isText) {
            event.put("body", new String(body, UTF_8));
        } else if (body.length > 0) {
            event.put("body", body); // base64
        }
        event.put("isBase64Encoded", body.length > 0 && !isText);
    }
}
