package dev.afterdelete.scenario;

import dev.afterdelete.local.BatchEnding;
import dev.afterdelete.local.EventSourceMapping;
import dev.afterdelete.local.EventSourceSettings;
import dev.afterdelete.local.LambdaFunction;
import dev.afterdelete.local.QueuePair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Lambda does with a queue, as often as a test wants it. */
final class Queue {
    private static final EventSourceSettings BATCHES_OF_TEN = new EventSourceSettings(10, Duration.ZERO);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Queue() {}

    /** The mapping that hands {@code function} batches of up to ten messages. */
    static EventSourceMapping mapping(QueuePair queues, LambdaFunction function) {
        return new EventSourceMapping(queues.sqs(), queues.url(), BATCHES_OF_TEN, function);
    }

    /**
     * Hands {@code function} batches until the queue is empty.
     *
     * @return how many batches there were
     * @throws AssertionError when the queue does not become empty
     */
    static int drain(QueuePair queues, LambdaFunction function) {
        var mapping = mapping(queues, function);
        var batches = 0;
        for (var end = System.nanoTime() + PATIENCE.toNanos(); queues.messages() > 0; ) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the queue does not become empty");
            }
            batches += mapping.deliverBatch() instanceof BatchEnding.Idle ? 0 : 1;
        }
        return batches;
    }

    /** Takes all messages off the queue, and returns their bodies. */
    static List<String> takeAll(QueuePair queues) {
        var bodies = new ArrayList<String>();
        while (queues.messages() > 0) {
            for (var message : queues.sqs()
                    .receiveMessage(request -> request.queueUrl(queues.url()).maxNumberOfMessages(10))
                    .messages()) {
                bodies.add(message.body());
                queues.sqs()
                        .deleteMessage(
                                request -> request.queueUrl(queues.url()).receiptHandle(message.receiptHandle()));
            }
        }
        return bodies;
    }
}
