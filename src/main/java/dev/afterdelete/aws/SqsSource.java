package dev.afterdelete.aws;

import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.Delivery;
import dev.afterdelete.event.Delivery.Times;
import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.worker.MessageSource;
import dev.afterdelete.worker.Received;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The {@link MessageSource} port on SQS: a message is held for the queue's visibility timeout. */
public final class SqsSource implements MessageSource {
    /** What SQS gives, and takes, in one call. */
    private static final int MAX_ENTRIES = 10;

    /** The longest wait of one receive, which SQS counts in whole seconds. */
    private static final int MAX_WAIT_SECONDS = 20;

    private final URI queueUrl;
    private final SqsClient client;
    private final SqsClient pollingClient;

    /** Takes from the queue at {@code queueUrl}. */
    public SqsSource(URI queueUrl) {
        this.queueUrl = queueUrl;
        this.client = SqsClients.forQueue(queueUrl);
        this.pollingClient = SqsClients.forLongPolls(queueUrl, Duration.ofSeconds(MAX_WAIT_SECONDS));
    }

    @Override
    public Duration heldFor() {
        try {
            var seconds = client.getQueueAttributes(request ->
                            request.queueUrl(queueUrl.toString()).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
                    .attributes()
                    .get(QueueAttributeName.VISIBILITY_TIMEOUT);
            return Duration.ofSeconds(Long.parseLong(Objects.requireNonNull(seconds, "asked for")));
        } catch (SdkException error) {
            throw new FaultException(
                    new Fault(
                            isAway(error) ? FaultCode.QUEUE_UNAVAILABLE : FaultCode.INVALID_CONFIGURATION,
                            "the queue of AFTERDELETE_QUEUE_URL does not say its visibility timeout: "
                                    + SqsBatch.firstLine(error.getMessage())),
                    error);
        }
    }

    /** Nobody said no: trying again can help. */
    private static boolean isAway(SdkException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return error instanceof SdkServiceException said && (said.statusCode() >= 500 || said.isThrottlingException());
    }

    @Override
    public List<Received> receive(int most, Duration wait) {
        try {
            return pollingClient
                    .receiveMessage(request -> request.queueUrl(queueUrl.toString())
                            .maxNumberOfMessages(Math.min(most, MAX_ENTRIES))
                            .waitTimeSeconds((int) Math.min(wait.toSeconds(), MAX_WAIT_SECONDS))
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All"))
                    .messages()
                    .stream()
                    .map(SqsSource::received)
                    .toList();
        } catch (SdkException error) {
            throw new FaultException(unavailable(error), error);
        }
    }

    private static Received received(Message message) {
        return new Received(delivery(message), message.receiptHandle());
    }

    /** What Lambda would have handed over. */
    private static Delivery delivery(Message message) {
        var attributes = message.attributes();
        var receiveCount = attributes.get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        return new Delivery(
                message.messageId(),
                Objects.requireNonNullElse(message.body(), ""),
                receiveCount == null ? 1 : Integer.parseInt(receiveCount),
                new Times(
                        time(attributes.get(MessageSystemAttributeName.SENT_TIMESTAMP)),
                        time(attributes.get(MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP))),
                Approval.of(Optional.ofNullable(message.messageAttributes().get(DeadLetterQueue.APPROVED_ATTRIBUTE))
                        .map(MessageAttributeValue::stringValue)));
    }

    private static Optional<Instant> time(@Nullable String millis) {
        return Optional.ofNullable(millis).map(Long::parseLong).map(Instant::ofEpochMilli);
    }

    /** SQS hands over what is asked for, and no more. */
    @Override
    public List<Received> pause() {
        return List.of();
    }

    @Override
    public List<Fault> acknowledge(List<Received> ended) {
        return inCalls(
                ended,
                some -> client.deleteMessageBatch(
                                request -> request.queueUrl(queueUrl.toString()).entries(deletions(some)))
                        .failed());
    }

    private static List<DeleteMessageBatchRequestEntry> deletions(List<Received> messages) {
        return messages.stream()
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(String.valueOf(messages.indexOf(message)))
                        .receiptHandle(message.receipt())
                        .build())
                .toList();
    }

    @Override
    public List<Fault> giveBack(List<Received> untouched) {
        return inCalls(
                untouched,
                some -> client.changeMessageVisibilityBatch(
                                request -> request.queueUrl(queueUrl.toString()).entries(visible(some)))
                        .failed());
    }

    private static List<ChangeMessageVisibilityBatchRequestEntry> visible(List<Received> messages) {
        return messages.stream()
                .map(message -> ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(String.valueOf(messages.indexOf(message)))
                        .receiptHandle(message.receipt())
                        .visibilityTimeout(0)
                        .build())
                .toList();
    }

    /** SQS hands over again what it hears nothing about, and counts. */
    @Override
    public List<Fault> postpone(List<Received> failed) {
        return List.of();
    }

    /** Every call is tried, whatever became of the one before. */
    private static List<Fault> inCalls(
            List<Received> messages, Function<List<Received>, List<BatchResultErrorEntry>> call) {
        var faults = new ArrayList<Fault>();
        for (var from = 0; from < messages.size(); from += MAX_ENTRIES) {
            var some = messages.subList(from, Math.min(from + MAX_ENTRIES, messages.size()));
            try {
                call.apply(some).stream().map(SqsSource::untaken).forEach(faults::add);
            } catch (SdkException error) {
                faults.add(unavailable(error));
            }
        }
        return faults;
    }

    private static Fault untaken(BatchResultErrorEntry failed) {
        return new Fault(
                FaultCode.QUEUE_UNAVAILABLE,
                "SQS did not take a message back, it will come again: %s %s"
                        .formatted(failed.code(), failed.message()));
    }

    private static Fault unavailable(SdkException error) {
        return new Fault(
                FaultCode.QUEUE_UNAVAILABLE,
                "SQS does not answer as expected: " + SqsBatch.firstLine(error.getMessage()));
    }
}
