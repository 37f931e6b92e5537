package dev.afterdelete.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API on the loopback interface, for one environment: hands events to the runtime that polls it, and
 * takes answers and errors back.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda: using the runtime API</a>
 */
public final class RuntimeApi implements AutoCloseable {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String FUNCTION_ARN = "arn:aws:lambda:us-east-1:000000000000:function:";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String functionName;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> pending = new ConcurrentHashMap<>();
    private volatile @Nullable FunctionException end;

    private RuntimeApi(String functionName, HttpServer server) {
        this.functionName = functionName;
        this.server = server;
    }

    /** Starts to listen on a free port. */
    public static RuntimeApi start(String functionName) {
        // Headers and body are sent apart: without this, each answer waits for the acknowledgement of its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var api = new RuntimeApi(functionName, server);
            server.setExecutor(api.threads);
            server.createContext(ROOT, api::handle);
            server.start();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, as {@code AWS_LAMBDA_RUNTIME_API} wants it: host and port. */
    public String authority() {
        var address = server.getAddress();
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /**
     * Hands an event to the environment and waits for the answer.
     *
     * @param timeout from the moment at which the environment takes the event
     * @throws FunctionException when the function fails, does not answer in time, or the environment is gone
     */
    public byte[] invoke(byte[] event, Duration timeout) {
        var invocation = new Invocation(event, timeout);
        pending.put(invocation.id(), invocation);
        waiting.add(invocation);
        var ended = end;
        if (ended != null) {
            invocation.fail(ended);
        }
        try {
            return invocation.await();
        } finally {
            pending.remove(invocation.id());
        }
    }

    /**
     * Says that the environment is gone: whatever it has not answered fails, now and from now on. The first reason
     * counts.
     */
    synchronized void end(FunctionException reason) {
        var first = end == null ? reason : end;
        end = first;
        pending.values().forEach(invocation -> invocation.fail(first));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring(ROOT.length());
            if (path.equals("invocation/next")) {
                next(exchange);
            } else if (path.equals("restore/next")) {
                exchange.sendResponseHeaders(OK, -1); // a snapshot was taken, and this environment restored from it
            } else if (path.equals("init/error")) {
                end(error(exchange));
                exchange.sendResponseHeaders(ACCEPTED, -1);
            } else {
                exchange.sendResponseHeaders(answer(exchange, path.split("/", -1)) ? ACCEPTED : BAD_REQUEST, -1);
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            var invocation = waiting.take();
            var deadline = System.currentTimeMillis() + invocation.timeout().toMillis();
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "application/json");
            headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
            headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
            headers.set("Lambda-Runtime-Invoked-Function-Arn", FUNCTION_ARN + functionName);
            headers.set(
                    "Lambda-Runtime-Trace-Id",
                    "Root=1-00000000-" + invocation.id().replace("-", "").substring(8));
            invocation.start();
            exchange.sendResponseHeaders(OK, invocation.event().length);
            exchange.getResponseBody().write(invocation.event());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: the runtime sees its connection end
        }
    }

    /** Takes the answer to a pending invocation; false when the path names none. */
    private boolean answer(HttpExchange exchange, String... path) throws IOException {
        var invocation = path.length == 3 && path[0].equals("invocation") ? pending.get(path[1]) : null;
        if (invocation == null) {
            return false;
        }
        if (path[2].equals("response")) {
            invocation.succeed(exchange.getRequestBody().readAllBytes());
        } else {
            invocation.fail(error(exchange));
        }
        return true;
    }

    private static FunctionException error(HttpExchange exchange) throws IOException {
        var error = JSON.readTree(exchange.getRequestBody());
        return new FunctionException(
                error.path("errorType").asText("Unknown"),
                error.path("errorMessage").asText("no message"));
    }

    /** Stops at once; an environment that still polls sees its connection end. */
    @Override
    public void close() {
        end(new FunctionException("Runtime.Closed", "the runtime API has been closed"));
        server.stop(0);
        threads.shutdownNow();
    }
}
