package dev.afterdelete.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.afterdelete.event.Envelope;
import java.util.List;
import java.util.Optional;

/**
 * What a request asks for: the only route is {@code DELETE /TABLE/ID}. Whether there is such a table, and whether the
 * id is a key of it, is for the caller to say.
 */
public sealed interface ApiRequest {
    /** The only method of the only route. */
    String ALLOWED_METHOD = "DELETE";

    /**
     * A row is to be deleted.
     *
     * @param table as the path names it; not yet held against the declaration
     * @param idParts the parts of the id that commas separate; at least one
     * @param tenant whose row it is, as the query says
     */
    record DeleteRow(String table, List<String> idParts, Optional<String> tenant) implements ApiRequest {
        public DeleteRow {
            idParts = List.copyOf(idParts);
        }
    }

    /** The request asks for nothing that there is. */
    record Rejected(ProblemJson problem) implements ApiRequest {}

    /**
     * Reads a request. The id of a composite key is {@code a,b}; {@code ?tenant=} says whose the row is. The name of
     * the stage, which {@code rawPath} begins with unless it is {@code $default}, is no part of the path.
     *
     * <p>An HTTP API decodes a path once before it hands it over. Decoding it a second time could name another row, and
     * so could taking literally what some other gateway did not decode: a path that still holds a percent sign is
     * refused.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">API
     *     Gateway: payload format version 2.0</a>
     */
    static ApiRequest parse(APIGatewayV2HTTPEvent event) {
        var context = event.getRequestContext();
        if (event.getRawPath() == null || context == null || context.getHttp() == null) {
            return new Rejected(ProblemJson.badRequest("The event is not an HTTP request of payload format 2.0."));
        }
        var segments = segments(event.getRawPath(), context.getStage());
        if (segments.size() != 2 || segments.contains("")) {
            return new Rejected(ProblemJson.notFound("There is one route: DELETE /{table}/{id}."));
        }
        if (!ALLOWED_METHOD.equals(context.getHttp().getMethod())) {
            return new Rejected(ProblemJson.methodNotAllowed(ALLOWED_METHOD));
        }
        if (event.getRawPath().indexOf('%') >= 0) {
            return new Rejected(ProblemJson.badRequest(
                    "A table or key with a percent sign cannot be named in a URL safely; send a message instead."));
        }
        var tenant = tenant(event);
        if (tenant.filter(Envelope.TENANT.asMatchPredicate().negate()).isPresent()) {
            return new Rejected(ProblemJson.badRequest(
                    "A tenant in the query is 1 to 128 printable ASCII characters without space."));
        }
        return new DeleteRow(segments.get(0), List.of(segments.get(1).split(",", -1)), tenant);
    }

    private static Optional<String> tenant(APIGatewayV2HTTPEvent event) {
        return Optional.ofNullable(event.getQueryStringParameters()).map(parameters -> parameters.get("tenant"));
    }

    /** The segments after the stage; a table may have the stage's name, so it counts only where it makes three. */
    private static List<String> segments(String rawPath, String stage) {
        if (!rawPath.startsWith("/")) {
            return List.of();
        }
        var segments = List.of(rawPath.substring(1).split("/", -1));
        var staged = segments.size() == 3 && segments.getFirst().equals(stage);
        return staged ? segments.subList(1, segments.size()) : segments;
    }
}
