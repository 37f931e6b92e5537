package dev.afterdelete.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers HTTP on a port of the loopback interface by invoking a function, as an HTTP API of API Gateway does. It asks
 * nobody who they are, and it waits as long as the function runs.
 */
public final class HttpApi implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int MAX_BODY_BYTES = 10 * 1024 * 1024;
    private static final int NO_BODY = -1;
    private static final Set<String> MADE_BY_SERVER =
            Set.of("content-length", "transfer-encoding", "connection", "date");

    private final HttpServer server;
    private final ExecutorService threads;
    private final List<HttpRoute> routes;
    private final LambdaFunction function;
    private final HttpEventWriter writer = new HttpEventWriter();

    private HttpApi(HttpServer server, List<HttpRoute> routes, LambdaFunction function) {
        this.server = server;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.routes = List.copyOf(routes);
        this.function = function;
    }

    /**
     * Starts to answer.
     *
     * @param port 0 for any that is free
     * @param routes looked through in this order; what none of them takes is 404
     */
    public static HttpApi start(int port, List<HttpRoute> routes, LambdaFunction function) {
        try {
            var address = new InetSocketAddress(InetAddress.ofLiteral(HOST), port);
            var api = new HttpApi(HttpServer.create(address, 0), routes, function);
            api.server.createContext("/", api::handle);
            api.server.setExecutor(api.threads);
            api.server.start();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + " of the loopback interface", e);
        }
    }

    /** Where it listens, without a slash at the end. */
    public URI address() {
        return URI.create("http://%s:%d".formatted(HOST, server.getAddress().getPort()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(read(exchange)));
        }
    }

    private static HttpCall read(HttpExchange exchange) throws IOException {
        return new HttpCall(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getProtocol(),
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1));
    }

    /** Answers a request that has been read. */
    HttpAnswer answer(HttpCall call) {
        if (call.body().length > MAX_BODY_BYTES) {
            return HttpAnswer.error(413, "Request Entity Too Large");
        }
        return routes.stream()
                .flatMap(route -> invoke(route, call).stream())
                .findFirst()
                .orElseGet(() -> HttpAnswer.error(404, "Not Found"));
    }

    private Optional<HttpAnswer> invoke(HttpRoute route, HttpCall call) {
        return route.match(call.method(), HttpEventWriter.path(call)).map(parameters -> {
            var event =
                    writer.write(call, route, parameters, InstantSource.system().instant());
            try {
                return HttpAnswer.read(function.invoke(event));
            } catch (FunctionException _) {
                return HttpAnswer.error(500, "Internal Server Error");
            }
        });
    }

    private static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
        answer.headers().forEach((name, values) -> {
            if (!MADE_BY_SERVER.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        var hasBody = answer.body().length > 0 && !"HEAD".equals(exchange.getRequestMethod());
        exchange.sendResponseHeaders(answer.status(), hasBody ? answer.body().length : NO_BODY);
        if (hasBody) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    /** Stops answering at once. <b>Idempotent</b>. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
