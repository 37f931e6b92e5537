package dev.afterdelete.scenario;

import static dev.afterdelete.event.DeadLetterQueue.CODE_ATTRIBUTE;
import static dev.afterdelete.event.DeadLetterQueue.MESSAGE_ID_ATTRIBUTE;
import static dev.afterdelete.event.DeadLetterQueue.REASON_ATTRIBUTE;

import dev.afterdelete.local.QueuePair;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A dead letter, as a person finds it.
 *
 * @param body of the message that was refused
 * @param code why, by its stable name; empty where SQS itself moved the message
 * @param reason why, in a sentence; empty where SQS itself moved the message
 * @param messageId the queue's name for the message; empty where SQS itself moved the message
 */
record Letter(String body, String code, String reason, String messageId) {
    private static final int MOST_A_RECEIVE = 10;

    /** Takes all letters off the dead-letter queue. */
    static List<Letter> takeAll(QueuePair queues) {
        var letters = new ArrayList<Letter>();
        while (queues.deadLetters() > 0) {
            var received = queues.sqs()
                    .receiveMessage(request -> request.queueUrl(queues.deadLetterUrl())
                            .maxNumberOfMessages(MOST_A_RECEIVE)
                            .messageAttributeNames("All"))
                    .messages();
            for (var message : received) {
                letters.add(read(message));
                queues.sqs()
                        .deleteMessage(request ->
                                request.queueUrl(queues.deadLetterUrl()).receiptHandle(message.receiptHandle()));
            }
        }
        return letters;
    }

    private static Letter read(Message message) {
        return new Letter(
                message.body(),
                attribute(message, CODE_ATTRIBUTE),
                attribute(message, REASON_ATTRIBUTE),
                attribute(message, MESSAGE_ID_ATTRIBUTE));
    }

    private static String attribute(Message message, String name) {
        var value = message.messageAttributes().get(name);
        return value == null ? "" : value.stringValue();
    }
}
