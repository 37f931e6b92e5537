package dev.afterdelete.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.afterdelete.Afterdelete;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.lambda.start.Start;
import dev.afterdelete.serve.Answer;
import dev.afterdelete.serve.DeletionStrategy;
import dev.afterdelete.wire.KeyText;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers {@code DELETE /{table}/{id}} for the tables that are declared with {@code api: true}. */
public final class ApiHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Afterdelete afterdelete;
    private final RelationGraph graph;
    private final DeletionStrategy deletion;

    /** The handler as environment variables describe it. */
    public ApiHandler() {
        this(Start.from(System.getenv(), new EventSerializer()));
    }

    /** The handler of a system that is already put together. */
    public ApiHandler(Afterdelete afterdelete) {
        this.afterdelete = afterdelete;
        this.graph = afterdelete.graph();
        this.deletion = afterdelete.deletion();
    }

    /** Deletes the row that the path names. Names in the path are looked up in the declaration and never reach SQL. */
    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        try {
            return switch (ApiRequest.parse(event)) {
                case ApiRequest.Rejected(var problem) -> problem.response();
                case ApiRequest.DeleteRow row -> delete(row);
            };
        } finally {
            afterdelete.endInvocation(context.getFunctionName());
        }
    }

    private APIGatewayV2HTTPResponse delete(ApiRequest.DeleteRow row) {
        return graph.findTable(row.table())
                .filter(Table::api)
                .map(table -> delete(table, row))
                .orElseGet(() ->
                        ProblemJson.notFound("There is no such table here.").response());
    }

    private APIGatewayV2HTTPResponse delete(Table table, ApiRequest.DeleteRow row) {
        return switch (KeyText.parse(table, row.idParts())) {
            case KeyText.Invalid(var fault) -> ProblemJson.of(fault).response();
            case KeyText.Valid(var key) -> response(deletion.delete(table, key, row.tenant()));
        };
    }

    private static APIGatewayV2HTTPResponse response(Answer answer) {
        return switch (answer) {
            case Answer.Deleted(var rows) -> {
                var body = new LinkedHashMap<String, Object>();
                body.put("status", "deleted");
                body.put("rows", rows.deleted());
                if (!rows.updated().isEmpty()) {
                    body.put("updated", rows.updated());
                }
                yield JsonResponse.of(200, body);
            }
            case Answer.Accepted _ -> JsonResponse.of(202, Map.of("status", "accepted"));
            case Answer.NotFound _ ->
                ProblemJson.notFound("There is no such row.").response();
            case Answer.NotDone(var fault) -> ProblemJson.of(fault).response();
        };
    }
}
