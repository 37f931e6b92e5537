package dev.afterdelete.cli.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.worker.Pulse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Answers {@code GET /health} on a port of 127.0.0.1: 200 while a worker gets on, 503 while it does not. */
public final class HealthServer implements AutoCloseable {
    private static final String PATH = "/health";

    private final Optional<HttpServer> server;

    private HealthServer(Optional<HttpServer> server) {
        this.server = server;
    }

    /**
     * Starts to answer; without a port, nothing is started.
     *
     * @param port 0 means a free one
     * @throws FaultException systemic, when the port cannot be had
     */
    public static HealthServer start(Optional<Integer> port, Pulse pulse) {
        return new HealthServer(port.map(number -> listen(number, pulse)));
    }

    private static HttpServer listen(int port, Pulse pulse) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
            server.createContext("/", exchange -> answer(exchange, pulse));
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return server;
        } catch (IOException | IllegalArgumentException unusable) {
            throw FaultException.of(
                    FaultCode.INVALID_CONFIGURATION,
                    "the port %d of --health-port cannot be used: %s".formatted(port, unusable.getMessage()));
        }
    }

    private static void answer(HttpExchange exchange, Pulse pulse) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var body = json(pulse.last()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(pulse.isWell() ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String json(Pulse.Beat beat) {
        return "{\"state\":\"%s\",\"since\":\"%s\"}%n"
                .formatted(beat.state().name().toLowerCase(Locale.ROOT), beat.since());
    }

    /** Where it answers; empty where nothing was started. */
    public Optional<URI> address() {
        return server.map(started -> URI.create(
                "http://127.0.0.1:%d%s".formatted(started.getAddress().getPort(), PATH)));
    }

    @Override
    public void close() {
        server.ifPresent(started -> started.stop(0));
    }
}
