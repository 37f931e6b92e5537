package dev.afterdelete.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Takes messages off a queue and hands them to a function, as Lambda's event source mapping does with
 * {@code ReportBatchItemFailures}: it deletes what succeeded, and leaves what failed to the queue's visibility timeout
 * and redrive policy. Filters, FIFO queues and the 6 MB limit of a batch are not imitated.
 */
public final class EventSourceMapping {
    private static final Duration IDLE_POLL = Duration.ofSeconds(1);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(100);

    private final SqsClient sqs;
    private final String queueUrl;
    private final EventSourceSettings settings;
    private final LambdaFunction function;
    private final SqsEventWriter writer;

    /**
     * Makes a mapping that does nothing until it is told to.
     *
     * @param queueUrl a standard queue
     */
    public EventSourceMapping(SqsClient sqs, String queueUrl, EventSourceSettings settings, LambdaFunction function) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.settings = settings;
        this.function = function;
        this.writer = new SqsEventWriter(arn(sqs, queueUrl));
    }

    /**
     * Gathers one batch, invokes the function with it and settles its messages. Waits about a second for the first
     * message. <b>Threads</b>: several may do this at once, as several pollers of one mapping do.
     */
    public BatchEnding deliverBatch() {
        try {
            var batch = gather();
            return batch.isEmpty() ? new BatchEnding.Idle() : deliver(batch);
        } catch (SdkException e) {
            return new BatchEnding.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    private List<Message> gather() {
        var batch = new ArrayList<>(receive(settings.batchSize(), IDLE_POLL));
        var end = System.nanoTime() + settings.window().toNanos();
        while (!batch.isEmpty() && batch.size() < settings.batchSize()) {
            var left = Duration.ofNanos(end - System.nanoTime());
            if (!left.isPositive()) {
                break;
            }
            var received = receive(settings.batchSize() - batch.size(), left);
            if (received.isEmpty()) {
                pause();
            }
            batch.addAll(received);
        }
        return batch;
    }

    private List<Message> receive(int most, Duration wait) {
        return sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                        .maxNumberOfMessages(Math.min(most, EventSourceSettings.MAX_RECEIVED))
                        .waitTimeSeconds((int) Math.min(wait.toSeconds(), IDLE_POLL.toSeconds()))
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private BatchEnding deliver(List<Message> batch) {
        var ids = batch.stream().map(Message::messageId).collect(Collectors.toSet());
        try {
            return switch (PartialBatchResponse.read(function.invoke(writer.write(batch)), ids)) {
                case PartialBatchResponse.Failed(var failed) -> settle(batch, failed);
                case PartialBatchResponse.Malformed(var reason) -> new BatchEnding.Rejected(batch.size(), reason);
            };
        } catch (FunctionException e) {
            return new BatchEnding.Rejected(batch.size(), String.valueOf(e.getMessage()));
        }
    }

    private BatchEnding settle(List<Message> batch, Set<String> failed) {
        var succeeded = batch.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .toList();
        var deleted = 0;
        for (var from = 0; from < succeeded.size(); from += EventSourceSettings.MAX_RECEIVED) {
            var to = Math.min(from + EventSourceSettings.MAX_RECEIVED, succeeded.size());
            deleted += delete(succeeded.subList(from, to));
        }
        return new BatchEnding.Answered(deleted, batch.size() - deleted);
    }

    private int delete(List<Message> messages) {
        var entries = messages.stream()
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
                .toList();
        return sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(entries))
                .successful()
                .size();
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_POLLS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String arn(SqsClient sqs, String queueUrl) {
        var arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        if (arn == null) {
            throw new IllegalStateException("the queue does not say its name");
        }
        return arn;
    }
}
