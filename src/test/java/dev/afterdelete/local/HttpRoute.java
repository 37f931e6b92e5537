package dev.afterdelete.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A route of an HTTP API.
 *
 * @param key as {@code template.yaml} spells it: a method or {@code ANY}, and a path with {@code {parameters}}, of
 *     which the last may be greedy: {@code {rest+}}; or {@code $default}, which takes every request
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Routes for
 *     HTTP APIs</a>
 */
public record HttpRoute(String key) {
    private static final String DEFAULT = "$default";

    public HttpRoute {
        if (!key.equals(DEFAULT) && !key.matches("[A-Z]+ /[^ ]*")) {
            throw new IllegalArgumentException("a route reads METHOD /path or $default, not " + key);
        }
    }

    /**
     * Matches a request.
     *
     * @param path decoded, because API Gateway decodes a path before it looks for the route
     * @return the path parameters; empty where the route is another
     */
    Optional<Map<String, String>> match(String method, String path) {
        if (key.equals(DEFAULT)) {
            return Optional.of(Map.of());
        }
        var methodAndPath = key.split(" ", 2);
        if (!methodAndPath[0].equals("ANY") && !methodAndPath[0].equals(method)) {
            return Optional.empty();
        }
        return match(methodAndPath[1].split("/", -1), path);
    }

    private static Optional<Map<String, String>> match(String[] template, String path) {
        var greedy = template[template.length - 1].endsWith("+}");
        var segments = path.split("/", greedy ? template.length : -1);
        if (segments.length != template.length) {
            return Optional.empty();
        }
        var parameters = new LinkedHashMap<String, String>();
        for (var i = 0; i < template.length; i++) {
            if (isParameter(template[i]) && !segments[i].isEmpty()) {
                parameters.put(template[i].replaceAll("[{}+]", ""), segments[i]);
            } else if (!template[i].equals(segments[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }
}
