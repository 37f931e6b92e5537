package dev.afterdelete.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why a request was not carried out, as an HTTP answer.
 *
 * @param status the HTTP status, 400 to 599
 * @param title what kind of problem it is; the same for each of its kind
 * @param detail what is wrong with this request, and what to do; it holds no value of any row
 * @param code the stable name of the fault, where there is one
 * @param headers what goes with this status, such as {@code allow}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457: problem details for HTTP APIs</a>
 */
public record ProblemJson(
        int status, String title, String detail, Optional<FaultCode> code, Map<String, String> headers) {
    /** How long a client waits before it tries again what the database could not do just now. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final String CONTENT_TYPE = "application/problem+json";

    public ProblemJson {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a problem has a status from 400 to 599, not " + status);
        }
        headers = Map.copyOf(headers);
    }

    /** The request cannot be understood. */
    public static ProblemJson badRequest(String detail) {
        return plain(400, "Bad Request", detail, Map.of());
    }

    /** There is nothing at this path: no such route, no such table, no such row. */
    public static ProblemJson notFound(String detail) {
        return plain(404, "Not Found", detail, Map.of());
    }

    /** The path is right, and the method is not among {@code allowed}. */
    public static ProblemJson methodNotAllowed(String allowed) {
        return plain(405, "Method Not Allowed", "This path answers " + allowed + " only.", Map.of("allow", allowed));
    }

    private static ProblemJson plain(int status, String title, String detail, Map<String, String> headers) {
        return new ProblemJson(status, title, detail, Optional.empty(), headers);
    }

    /**
     * The answer to a request that ended in {@code fault}: 4xx with its reason where the client can do something, 503
     * with {@code retry-after} where time can, 500 where neither can. What the database said stays in the log.
     */
    public static ProblemJson of(Fault fault) {
        return switch (fault.code()) {
            case UNKNOWN_TABLE -> client(404, fault);
            case LIVE_PARENT,
                    CREATION_UNCLEAR,
                    CAP_EXCEEDED,
                    RESTRICTED,
                    DEFAULT_IS_GOING,
                    CONSTRAINT_VIOLATED,
                    DATA_REJECTED -> client(409, fault);
            case CANNOT_CONNECT -> unavailable(fault);
            default -> ofClass(fault);
        };
    }

    private static ProblemJson ofClass(Fault fault) {
        return switch (fault.faultClass()) {
            case PERMANENT -> client(400, fault);
            case TRANSIENT, TOO_LARGE -> unavailable(fault);
            case SYSTEMIC -> server(fault);
        };
    }

    private static ProblemJson client(int status, Fault fault) {
        return new ProblemJson(status, fault.code().meaning(), fault.reason(), Optional.of(fault.code()), Map.of());
    }

    private static ProblemJson unavailable(Fault fault) {
        var seconds = RETRY_AFTER.toSeconds();
        return new ProblemJson(
                503,
                fault.code().meaning(),
                "It is not done. Try again in " + seconds + " s.",
                Optional.of(fault.code()),
                Map.of("retry-after", Long.toString(seconds)));
    }

    private static ProblemJson server(Fault fault) {
        return new ProblemJson(
                500,
                fault.code().meaning(),
                "This cannot work until an operator changes something; the function's log says what.",
                Optional.of(fault.code()),
                Map.of());
    }

    /** The answer, with the media type of problem details. */
    public APIGatewayV2HTTPResponse response() {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", code.map(name -> "urn:afterdelete:fault:" + name).orElse("about:blank"));
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        code.ifPresent(name -> body.put("code", name.name()));
        return JsonResponse.of(status, CONTENT_TYPE, headers, body);
    }
}
