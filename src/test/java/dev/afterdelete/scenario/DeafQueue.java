package dev.afterdelete.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A queue that takes some messages of a call and not the others, as SQS may. It knows {@code SendMessageBatch} only.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SQS
 *     SendMessageBatch</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">SQS:
 *     calculating the MD5 message digest for message attributes</a>
 */
final class DeafQueue implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TEXT = 1;

    private final HttpServer server;
    private final Predicate<String> deafTo;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private DeafQueue(HttpServer server, Predicate<String> deafTo) {
        this.server = server;
        this.deafTo = deafTo;
    }

    /** Starts a queue that takes no message whose body {@code deafTo} holds for. */
    static DeafQueue start(Predicate<String> deafTo) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var queue = new DeafQueue(server, deafTo);
            server.createContext("/", queue::answer);
            server.start();
            return queue;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:%d/000000000000/deaf"
                .formatted(server.getAddress().getPort());
    }

    /** The bodies that it took. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = JSON.writeValueAsBytes(answer(JSON.readTree(exchange.getRequestBody())));
            exchange.getResponseHeaders().add("content-type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private JsonNode answer(JsonNode request) throws IOException {
        var answer = JSON.createObjectNode();
        var successful = answer.putArray("Successful");
        var failed = answer.putArray("Failed");
        for (var entry : request.required("Entries")) {
            var body = entry.required("MessageBody").textValue();
            var id = entry.required("Id").textValue();
            if (deafTo.test(body)) {
                failed.addObject().put("Id", id).put("Code", "InternalError").put("SenderFault", false);
            } else {
                heard.add(body);
                successful
                        .addObject()
                        .put("Id", id)
                        .put("MessageId", id)
                        .put("MD5OfMessageBody", md5(body.getBytes(UTF_8)))
                        .put("MD5OfMessageAttributes", md5(bytes(entry.path("MessageAttributes"))));
            }
        }
        return answer;
    }

    /** Text attributes as the sender hashes them: sorted, each part with its length before it. */
    private static byte[] bytes(JsonNode attributes) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var output = new DataOutputStream(bytes);
        var sorted = new TreeMap<String, JsonNode>();
        attributes.properties().forEach(attribute -> sorted.put(attribute.getKey(), attribute.getValue()));
        for (var attribute : sorted.entrySet()) {
            write(output, attribute.getKey());
            write(output, attribute.getValue().required("DataType").textValue());
            output.write(TEXT);
            write(output, attribute.getValue().required("StringValue").textValue());
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream output, String part) throws IOException {
        var bytes = part.getBytes(UTF_8);
        output.writeInt(bytes.length);
        output.write(bytes);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
