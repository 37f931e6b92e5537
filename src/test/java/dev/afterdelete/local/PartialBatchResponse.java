package dev.afterdelete.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What a function's answer means for the messages of its batch.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling errors for an
 *     SQS event source: success and failure conditions</a>
 */
sealed interface PartialBatchResponse {
    /** These failed and stay on the queue, all others are done; none failed where it is empty. */
    record Failed(Set<String> messageIds) implements PartialBatchResponse {}

    /** The answer cannot be understood, so the whole batch stays on the queue. */
    record Malformed(String reason) implements PartialBatchResponse {}

    /** Reads an answer to a batch of the messages {@code batch}, as Lambda does: in doubt everything failed. */
    static PartialBatchResponse read(byte[] answer, Set<String> batch) {
        try {
            var root = new ObjectMapper().readTree(answer);
            return root.isNull() ? new Failed(Set.of()) : read(root, batch);
        } catch (IOException e) {
            return new Malformed("the answer is not JSON: " + e.getMessage());
        }
    }

    private static PartialBatchResponse read(JsonNode root, Set<String> batch) {
        if (!root.isObject()) {
            return new Malformed("the answer is not an object");
        }
        var failures = root.path("batchItemFailures");
        if (failures.isMissingNode() || failures.isNull()) {
            return new Failed(Set.of());
        }
        return failures.isArray() ? readFailures(failures, batch) : new Malformed("batchItemFailures is not a list");
    }

    private static PartialBatchResponse readFailures(JsonNode failures, Set<String> batch) {
        var failed = new HashSet<String>();
        for (var failure : failures) {
            var id = failure.path("itemIdentifier");
            if (!id.isTextual() || !batch.contains(id.textValue())) {
                return new Malformed("itemIdentifier names no message of the batch: " + failure);
            }
            failed.add(id.textValue());
        }
        return new Failed(failed);
    }
}
