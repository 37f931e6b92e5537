package dev.afterdelete.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * A line in CloudWatch's embedded metric format, as a function has written it.
 *
 * @param text one JSON object
 */
record MetricsLine(String text) {
    private static final String DIRECTIVE = "_aws";

    static boolean matches(String line) {
        return line.startsWith("{\"" + DIRECTIVE + "\"");
    }

    /** The rows that the invocation deleted, and how long its transactions took. */
    Throughput throughput() {
        var metrics = read();
        var took = Duration.ofMillis(metrics.path("AttemptMillis").asLong());
        return new Throughput(metrics.path("RowsDeleted").asLong(), took);
    }

    /** The line without what only CloudWatch reads. */
    String readable() {
        var metrics = read();
        metrics.remove(DIRECTIVE);
        return "{\"" + DIRECTIVE + "\":{...}," + metrics.toString().substring(1);
    }

    private ObjectNode read() {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line of metrics that is not JSON: " + text, e);
        }
    }
}
