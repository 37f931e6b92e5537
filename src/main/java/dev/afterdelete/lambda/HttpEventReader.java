package dev.afterdelete.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request of an HTTP API, payload format 2.0. Unknown fields are skipped, and so is who is asking
 * ({@code requestContext.authorizer}): the gateway has settled that, and nothing here reads it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">API
 *     Gateway: payload format version 2.0</a>
 */
final class HttpEventReader {
    private HttpEventReader() {}

    static APIGatewayV2HTTPEvent read(JsonParser parser) throws IOException {
        EventJson.requireObject(parser);
        var event = new APIGatewayV2HTTPEvent();
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "version" -> event.setVersion(EventJson.text(parser));
                case "routeKey" -> event.setRouteKey(EventJson.text(parser));
                case "rawPath" -> event.setRawPath(EventJson.text(parser));
                case "rawQueryString" -> event.setRawQueryString(EventJson.text(parser));
                case "cookies" -> event.setCookies(EventJson.texts(parser));
                case "headers" -> event.setHeaders(EventJson.textByName(parser));
                case "queryStringParameters" -> event.setQueryStringParameters(EventJson.textByName(parser));
                case "pathParameters" -> event.setPathParameters(EventJson.textByName(parser));
                case "stageVariables" -> event.setStageVariables(EventJson.textByName(parser));
                case "body" -> event.setBody(EventJson.text(parser));
                case "isBase64Encoded" -> event.setIsBase64Encoded(EventJson.flag(parser));
                case "requestContext" -> event.setRequestContext(requestContext(parser));
                default -> parser.skipChildren();
            }
        }
        return event;
    }

    private static @Nullable RequestContext requestContext(JsonParser parser) throws IOException {
        if (!EventJson.isObject(parser)) {
            return null;
        }
        var context = new RequestContext();
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "routeKey" -> context.setRouteKey(EventJson.text(parser));
                case "accountId" -> context.setAccountId(EventJson.text(parser));
                case "stage" -> context.setStage(EventJson.text(parser));
                case "apiId" -> context.setApiId(EventJson.text(parser));
                case "domainName" -> context.setDomainName(EventJson.text(parser));
                case "domainPrefix" -> context.setDomainPrefix(EventJson.text(parser));
                case "time" -> context.setTime(EventJson.text(parser));
                case "timeEpoch" -> context.setTimeEpoch(EventJson.number(parser));
                case "http" -> context.setHttp(http(parser));
                case "requestId" -> context.setRequestId(EventJson.text(parser));
                default -> parser.skipChildren();
            }
        }
        return context;
    }

    private static @Nullable Http http(JsonParser parser) throws IOException {
        if (!EventJson.isObject(parser)) {
            return null;
        }
        var http = new Http();
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "method" -> http.setMethod(EventJson.text(parser));
                case "path" -> http.setPath(EventJson.text(parser));
                case "protocol" -> http.setProtocol(EventJson.text(parser));
                case "sourceIp" -> http.setSourceIp(EventJson.text(parser));
                case "userAgent" -> http.setUserAgent(EventJson.text(parser));
                default -> parser.skipChildren();
            }
        }
        return http;
    }
}
