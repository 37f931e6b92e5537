package dev.afterdelete.local;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue and the one that its messages go to when nothing else helps.
 *
 * @param sqs a client of the server that holds them
 * @param url of the queue
 * @param deadLetterUrl of its dead-letter queue
 */
public record QueuePair(SqsClient sqs, String url, String deadLetterUrl) {
    private static final AtomicInteger CREATED = new AtomicInteger();
    private static final List<QueueAttributeName> COUNTS = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    /** Creates an empty pair under names that no other one of this JVM has. */
    public static QueuePair createFresh(SqsClient sqs, Duration visibilityTimeout, int maxReceiveCount) {
        return create(sqs, "fresh-" + CREATED.incrementAndGet(), visibilityTimeout, maxReceiveCount);
    }

    /**
     * Creates an empty pair.
     *
     * @param name of the queue; the other one has the same with {@code -dead-letters} behind it
     * @param visibilityTimeout how long a received message stays hidden; whole seconds
     * @param maxReceiveCount after so many receives a message goes to the dead-letter queue
     */
    public static QueuePair create(SqsClient sqs, String name, Duration visibilityTimeout, int maxReceiveCount) {
        var deadLetterUrl = sqs.createQueue(queue -> queue.queueName(name + "-dead-letters"))
                .queueUrl();
        var redrive = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                .formatted(attribute(sqs, deadLetterUrl, QueueAttributeName.QUEUE_ARN), maxReceiveCount);
        var attributes = new EnumMap<QueueAttributeName, String>(QueueAttributeName.class);
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(visibilityTimeout.toSeconds()));
        attributes.put(QueueAttributeName.REDRIVE_POLICY, redrive);
        var url = sqs.createQueue(queue -> queue.queueName(name).attributes(attributes))
                .queueUrl();
        return new QueuePair(sqs, url, deadLetterUrl);
    }

    /** The settings that lead Afterdelete here, as environment variables. */
    public Map<String, String> settings() {
        return Map.of("AFTERDELETE_QUEUE_URL", url, "AFTERDELETE_DEAD_LETTER_QUEUE_URL", deadLetterUrl);
    }

    /** Sends one message to the queue. */
    public void send(String body) {
        sqs.sendMessage(message -> message.queueUrl(url).messageBody(body));
    }

    /** Counts the queue's messages, the hidden ones included. */
    public int messages() {
        return messages(url);
    }

    /** Counts the dead letters, the hidden ones included. */
    public int deadLetters() {
        return messages(deadLetterUrl);
    }

    private int messages(String queueUrl) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(COUNTS))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private static String attribute(SqsClient sqs, String queueUrl, QueueAttributeName name) {
        var value = sqs.getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(name))
                .attributes()
                .get(name);
        if (value == null) {
            throw new IllegalStateException("the queue does not say its " + name);
        }
        return value;
    }
}
