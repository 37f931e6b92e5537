package dev.afterdelete.local.aot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import dev.afterdelete.local.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** Gives the password of a database as Secrets Manager does, to whoever asks. */
final class SecretServer implements AutoCloseable {
    private static final String ANSWER = """
            {"SecretString": "{\\"username\\": \\"%s\\", \\"password\\": \\"%s\\"}"}""";

    private final HttpServer server;

    private SecretServer(HttpServer server) {
        this.server = server;
    }

    static SecretServer start(DatabaseAddress database) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var answer = ANSWER.formatted(database.user(), database.password()).getBytes(UTF_8);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                }
            });
            server.start();
            return new SecretServer(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What leads a function here instead of to AWS, as environment variables. */
    Map<String, String> settings() {
        return Map.of(
                "AFTERDELETE_DB_SECRET", "arn:aws:secretsmanager:us-east-1:000000000000:secret:training",
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_ACCESS_KEY_ID", "nobody",
                "AWS_SECRET_ACCESS_KEY", "nobody's");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
