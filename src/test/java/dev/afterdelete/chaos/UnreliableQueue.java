package dev.afterdelete.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An SQS endpoint that passes everything on to another, but now and then sends a message twice, delays it, hands
 * messages over in another order, forgets that it was told to forget, or does not answer: all that SQS is allowed to
 * do. It keeps every body that was sent. <b>Threads</b>: any.
 */
final class UnreliableQueue implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_DELAY_SECONDS = 3;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI target;
    private final Random random;
    private final ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger mischief = new AtomicInteger();

    private UnreliableQueue(HttpServer server, URI target, long seed) {
        this.server = server;
        this.target = target;
        this.random = new Random(seed);
    }

    static UnreliableQueue before(URI target, long seed) {
        try {
            var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
            var queue = new UnreliableQueue(HttpServer.create(address, 0), target, seed);
            queue.server.createContext("/", queue::handle);
            queue.server.setExecutor(queue.threads);
            queue.server.start();
            return queue;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The queue at {@code url}, by way of here. */
    String urlOf(String url) {
        return "http://127.0.0.1:%d%s"
                .formatted(server.getAddress().getPort(), URI.create(url).getPath());
    }

    /** Every body that was ever sent to a queue of this name. */
    List<String> sentTo(String url) {
        var path = URI.create(url).getPath();
        return bodies.stream()
                .filter(entry -> entry.startsWith(path + " "))
                .map(entry -> entry.substring(path.length() + 1))
                .toList();
    }

    /** How often it did what a queue should not. */
    int mischief() {
        return mischief.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var action = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            var body = (ObjectNode) JSON.readTree(exchange.getRequestBody());
            if (chance(3)) {
                return; // no answer at all
            }
            answer(exchange, action, body);
        }
    }

    private void answer(HttpExchange exchange, String action, ObjectNode body) throws IOException {
        switch (action) {
            case "AmazonSQS.SendMessageBatch" -> {
                keep(body);
                var delayed = delay(body);
                if (chance(15)) {
                    pass(exchange, action, delayed);
                }
                reply(exchange, pass(exchange, action, delayed));
            }
            case "AmazonSQS.DeleteMessageBatch" -> {
                if (chance(15)) {
                    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
                    send(exchange, 200, JSON.writeValueAsBytes(pretendDeleted(body)));
                } else {
                    reply(exchange, pass(exchange, action, body));
                }
            }
            case "AmazonSQS.ReceiveMessage" -> replyShuffled(exchange, pass(exchange, action, body));
            default -> reply(exchange, pass(exchange, action, body));
        }
    }

    private void keep(ObjectNode body) {
        var path = URI.create(body.path("QueueUrl").asText()).getPath();
        body.path("Entries")
                .forEach(entry ->
                        bodies.add(path + " " + entry.path("MessageBody").asText()));
    }

    private ObjectNode delay(ObjectNode body) {
        for (var entry : body.path("Entries")) {
            if (chance(20)) {
                ((ObjectNode) entry).put("DelaySeconds", 1 + next(MAX_DELAY_SECONDS));
            }
        }
        return body;
    }

    private static JsonNode pretendDeleted(ObjectNode body) {
        var answer = JSON.createObjectNode();
        var successful = answer.putArray("Successful");
        body.path("Entries")
                .forEach(entry ->
                        successful.addObject().put("Id", entry.path("Id").asText()));
        answer.putArray("Failed");
        return answer;
    }

    private HttpResponse<byte[]> pass(HttpExchange exchange, String action, ObjectNode body) throws IOException {
        var request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                .header("X-Amz-Target", action)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")))
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void replyShuffled(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        var answer = JSON.readTree(response.body());
        if (response.statusCode() == 200 && answer.path("Messages") instanceof ArrayNode messages && chance(50)) {
            var shuffled = new ArrayList<JsonNode>();
            messages.forEach(shuffled::add);
            synchronized (random) {
                Collections.shuffle(shuffled, random);
            }
            messages.removeAll();
            messages.addAll(shuffled);
        }
        copyType(exchange, response);
        send(exchange, response.statusCode(), JSON.writeValueAsBytes(answer));
    }

    private static void reply(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        copyType(exchange, response);
        send(exchange, response.statusCode(), response.body());
    }

    private static void copyType(HttpExchange exchange, HttpResponse<byte[]> response) {
        response.headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private boolean chance(int percent) {
        var hit = next(100) < percent;
        if (hit) {
            mischief.incrementAndGet();
        }
        return hit;
    }

    private int next(int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.close();
    }
}
