package dev.afterdelete.aws;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.redrive.BuriedLetter;
import dev.afterdelete.redrive.DeadLetters;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The {@link DeadLetters} port on SQS. To take a letter is to receive it, which its queue counts; nothing follows from
 * that where the queue has no redrive policy of its own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html">SQS:
 *     visibility timeout, and the limit of 120,000 messages in flight</a>
 */
public final class SqsDeadLetters implements DeadLetters, AutoCloseable {
    private static final int MOST_AT_ONCE = 10;

    /** Waiting at all makes SQS ask all of its servers. */
    private static final int WAIT_SECONDS = 1;

    private final URI queueUrl;
    private @Nullable SqsClient client;

    /** Reads the queue at {@code queueUrl}. */
    public SqsDeadLetters(URI queueUrl) {
        this.queueUrl = queueUrl;
    }

    @Override
    public Census census() {
        var counts = ask(sqs -> sqs.getQueueAttributes(request -> request.queueUrl(queueUrl.toString())
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes());
        return new Census(
                count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    private static long count(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
        return Long.parseLong(counts.getOrDefault(name, "0"));
    }

    @Override
    public List<BuriedLetter> take(Duration hidden) {
        return ask(sqs -> sqs
                .receiveMessage(request -> request.queueUrl(queueUrl.toString())
                        .maxNumberOfMessages(MOST_AT_ONCE)
                        .waitTimeSeconds(WAIT_SECONDS)
                        .visibilityTimeout(Math.toIntExact(hidden.toSeconds()))
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)
                        .messageAttributeNames("All"))
                .messages()
                .stream()
                .map(SqsDeadLetters::letter)
                .toList());
    }

    private static BuriedLetter letter(Message message) {
        var texts = new HashMap<String, String>();
        message.messageAttributes().forEach((name, value) -> {
            if (value.stringValue() != null) {
                texts.put(name, value.stringValue());
            }
        });
        var sent = message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0");
        return new BuriedLetter(
                message.messageId(),
                message.receiptHandle(),
                message.body(),
                texts,
                Instant.ofEpochMilli(Long.parseLong(sent)));
    }

    @Override
    public List<Optional<Fault>> remove(List<BuriedLetter> letters) {
        var receipts = letters.stream().map(BuriedLetter::receipt).toList();
        return inCalls(
                receipts,
                call -> sqs -> sqs.deleteMessageBatch(
                                request -> request.queueUrl(queueUrl.toString()).entries(deletions(call)))
                        .failed());
    }

    @Override
    public int giveBack(Collection<String> receipts) {
        var kept = inCalls(
                List.copyOf(receipts),
                call -> sqs -> sqs.changeMessageVisibilityBatch(
                                request -> request.queueUrl(queueUrl.toString()).entries(appearances(call)))
                        .failed());
        return (int) kept.stream().filter(Optional::isPresent).count();
    }

    private static List<DeleteMessageBatchRequestEntry> deletions(List<String> receipts) {
        var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
        for (var receipt : receipts) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(String.valueOf(entries.size()))
                    .receiptHandle(receipt)
                    .build());
        }
        return entries;
    }

    private static List<ChangeMessageVisibilityBatchRequestEntry> appearances(List<String> receipts) {
        var entries = new ArrayList<ChangeMessageVisibilityBatchRequestEntry>();
        for (var receipt : receipts) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(String.valueOf(entries.size()))
                    .receiptHandle(receipt)
                    .visibilityTimeout(0)
                    .build());
        }
        return entries;
    }

    /** Why what was asked for failed for each of {@code receipts}, in their order. */
    private List<Optional<Fault>> inCalls(
            List<String> receipts, Function<List<String>, Function<SqsClient, List<BatchResultErrorEntry>>> ofCall) {
        var failures = new ArrayList<Optional<Fault>>();
        for (var from = 0; from < receipts.size(); from += MOST_AT_ONCE) {
            var call = receipts.subList(from, Math.min(from + MOST_AT_ONCE, receipts.size()));
            failures.addAll(failures(call.size(), ofCall.apply(call)));
        }
        return failures;
    }

    private List<Optional<Fault>> failures(int size, Function<SqsClient, List<BatchResultErrorEntry>> call) {
        var failures = new ArrayList<Optional<Fault>>();
        try {
            var failed = new HashMap<String, Fault>();
            ask(call).forEach(entry -> failed.put(entry.id(), fault(entry.code() + " " + entry.message())));
            for (var place = 0; place < size; place++) {
                failures.add(Optional.ofNullable(failed.get(String.valueOf(place))));
            }
        } catch (FaultException unanswered) {
            for (var place = 0; place < size; place++) {
                failures.add(Optional.of(unanswered.fault()));
            }
        }
        return failures;
    }

    private <T> T ask(Function<SqsClient, T> question) {
        try {
            return question.apply(client());
        } catch (SdkException error) {
            throw new FaultException(fault(SqsBatch.firstLine(error.getMessage())), error);
        }
    }

    private static Fault fault(String reason) {
        return new Fault(FaultCode.QUEUE_UNAVAILABLE, "the dead-letter queue: " + reason);
    }

    private SqsClient client() {
        var made = client;
        if (made == null) {
            made = SqsClients.forQueue(queueUrl);
            client = made;
        }
        return made;
    }

    @Override
    public void close() {
        var made = client;
        if (made != null) {
            made.close();
        }
    }
}
