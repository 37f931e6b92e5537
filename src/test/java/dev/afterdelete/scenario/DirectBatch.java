package dev.afterdelete.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.afterdelete.local.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A batch of SQS messages that reaches the function without a queue, so that it can hold what no queue would take. */
final class DirectBatch {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<ObjectNode> messages = new ArrayList<>();

    /** The messages that say that these recipes were deleted; the message of recipe 7 is {@code m7}. */
    static DirectBatch ofIds(long... ids) {
        var batch = new DirectBatch();
        for (var id : ids) {
            batch.add("m" + id, "{\"id\":%d,\"action\":\"deleted\"}".formatted(id));
        }
        return batch;
    }

    /** Adds a message. */
    DirectBatch add(String messageId, @Nullable String body) {
        return add(messageId, body, 1);
    }

    /** Adds a message that is delivered for the {@code receiveCount}th time. */
    DirectBatch add(String messageId, @Nullable String body, int receiveCount) {
        var message = JSON.createObjectNode();
        message.put("messageId", messageId);
        message.put("body", body);
        message.putObject("attributes").put("ApproximateReceiveCount", String.valueOf(receiveCount));
        messages.add(message);
        return this;
    }

    /** Lets the last message say something beside its body. */
    DirectBatch saying(String attribute, String value) {
        messages.getLast()
                .putObject("messageAttributes")
                .putObject(attribute)
                .put("stringValue", value)
                .put("dataType", "String");
        return this;
    }

    /** Adds a message that has no body at all. */
    DirectBatch addWithoutBody(String messageId) {
        add(messageId, null);
        messages.getLast().remove("body");
        return this;
    }

    /** The event. */
    byte[] event() {
        var event = JSON.createObjectNode();
        messages.forEach(event.putArray("Records")::add);
        return event.toString().getBytes(UTF_8);
    }

    /** The event with each byte of {@code characters}, which are Latin-1, put where {@code place} is written. */
    byte[] eventWith(String place, String characters) {
        var text = new String(event(), ISO_8859_1); // a character a byte
        return text.replace(place, characters).getBytes(ISO_8859_1);
    }

    /** Hands the batch to {@code function}; returns the ids of the messages that have to be delivered again. */
    Set<String> failuresOf(LambdaFunction function) {
        return failures(function.invoke(event()));
    }

    /** The ids of the messages that have to be delivered again. */
    static Set<String> failures(byte[] response) {
        try {
            var ids = new TreeSet<String>();
            for (var failure : JSON.readTree(response).required("batchItemFailures")) {
                ids.add(failure.required("itemIdentifier").textValue());
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
