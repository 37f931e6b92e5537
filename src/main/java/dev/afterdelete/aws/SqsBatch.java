package dev.afterdelete.aws;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Sends any number of messages to one queue in as few calls as SQS allows. The client, which is slow to load, is made
 * when it is first needed.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SQS
 *     SendMessageBatch: 10 messages, 1 MiB together</a>
 */
final class SqsBatch {
    private static final int MAX_ENTRIES = 10;

    /** The most bytes of one message, and of all messages of one call. */
    static final int MAX_BYTES = 1_048_576;

    private final URI queueUrl;
    private @Nullable SqsClient client;

    SqsBatch(URI queueUrl) {
        this.queueUrl = queueUrl;
    }

    /** Why each entry was not sent, in their order; empty where it was. The entries' ids are set here. */
    List<Optional<Fault>> send(List<SendMessageBatchRequestEntry> entries) {
        var unsent = new ArrayList<Optional<Fault>>(Collections.nCopies(entries.size(), Optional.empty()));
        for (var from = 0; from < entries.size(); ) {
            from = sendOneCall(entries, from, endOfCall(entries, from), unsent);
        }
        return unsent;
    }

    /** Returns where the next call begins: at the end when the queue did not answer, because then it is let alone. */
    private int sendOneCall(
            List<SendMessageBatchRequestEntry> entries, int from, int to, List<Optional<Fault>> unsent) {
        var call = new ArrayList<SendMessageBatchRequestEntry>();
        for (var place = from; place < to; place++) {
            call.add(entries.get(place).toBuilder().id(String.valueOf(place)).build());
        }
        try {
            var answer = client().sendMessageBatch(
                            request -> request.queueUrl(queueUrl.toString()).entries(call));
            for (var failed : answer.failed()) {
                unsent.set(Integer.parseInt(failed.id()), Optional.of(faultOf(failed)));
            }
            return to;
        } catch (SdkException error) {
            var end = error instanceof SdkClientException ? entries.size() : to;
            var fault =
                    new Fault(FaultCode.SEND_FAILED, "SQS did not take the message: " + firstLine(error.getMessage()));
            Collections.fill(unsent.subList(from, end), Optional.of(fault));
            return end;
        }
    }

    private SqsClient client() {
        var made = client;
        if (made == null) {
            made = SqsClients.forQueue(queueUrl);
            client = made;
        }
        return made;
    }

    private static int endOfCall(List<SendMessageBatchRequestEntry> entries, int from) {
        var bytes = 0L;
        var to = from;
        while (to < entries.size() && to - from < MAX_ENTRIES) {
            bytes += sizeOf(entries.get(to));
            if (bytes > MAX_BYTES && to > from) {
                return to;
            }
            to++;
        }
        return to;
    }

    /** As SQS counts: the body and the names, types and values of the attributes. */
    static long sizeOf(SendMessageBatchRequestEntry entry) {
        var attributes = entry.messageAttributes().entrySet().stream()
                .mapToLong(attribute -> bytes(attribute.getKey())
                        + bytes(attribute.getValue().dataType())
                        + bytes(attribute.getValue().stringValue()))
                .sum();
        return bytes(entry.messageBody()) + attributes;
    }

    private static long bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Fault faultOf(BatchResultErrorEntry failed) {
        return new Fault(
                FaultCode.SEND_FAILED, "SQS did not take the message: " + failed.code() + " " + failed.message());
    }

    /** What an answer of SQS says, without its request ids. */
    static String firstLine(@Nullable String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("no reason given");
    }
}
