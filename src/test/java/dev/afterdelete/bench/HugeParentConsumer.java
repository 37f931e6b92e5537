package dev.afterdelete.bench;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.afterdelete.lambda.CleanupHandler;
import dev.afterdelete.local.SqsClients;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The process whose memory is small: a handler, and what Lambda would do around it. It deletes the large recipes first,
 * one by one, waits for a line, and then deletes the batch with the huge one and whatever comes of it.
 */
final class HugeParentConsumer {
    /** What its own lines begin with; all others are the handler's. */
    static final String MARK = "consumer ";

    private final CleanupHandler handler = new CleanupHandler();
    private final URI queue = URI.create(System.getenv("AFTERDELETE_QUEUE_URL"));
    private final Duration timeout;

    private HugeParentConsumer(Duration timeout) {
        this.timeout = timeout;
    }

    /** The only argument is the timeout of an invocation. */
    public static void main(String[] args) throws IOException {
        var consumer = new HugeParentConsumer(Duration.parse(args[0]));
        for (var recipe : HugeParentTables.LARGE) {
            var begin = System.nanoTime();
            consumer.invoke(ConsumerContestant.event(List.of(recipe)));
            say("large " + (System.nanoTime() - begin));
        }
        say("ready");
        if (System.in.read() < 0) {
            return;
        }
        consumer.invoke(ConsumerContestant.event(HugeParentTables.BATCH));
        consumer.invokeForContinuations();
        say("done");
    }

    private void invokeForContinuations() {
        try (var sqs = SqsClients.of(URI.create(queue.getScheme() + "://" + queue.getAuthority()))) {
            for (var messages = receive(sqs); !messages.isEmpty(); messages = receive(sqs)) {
                var event = new SQSEvent();
                event.setRecords(messages.stream()
                        .map(message -> ConsumerContestant.message(message.body()))
                        .toList());
                invoke(event);
                messages.forEach(message -> sqs.deleteMessage(
                        request -> request.queueUrl(queue.toString()).receiptHandle(message.receiptHandle())));
            }
        }
    }

    private List<Message> receive(SqsClient sqs) {
        return sqs.receiveMessage(request -> request.queueUrl(queue.toString()).maxNumberOfMessages(10))
                .messages();
    }

    private void invoke(SQSEvent event) {
        var failures =
                handler.handleRequest(event, new InvocationContext(timeout)).getBatchItemFailures();
        say("invoked with " + event.getRecords().size());
        if (!failures.isEmpty()) {
            throw new IllegalStateException("failed: "
                    + failures.stream().map(BatchItemFailure::getItemIdentifier).collect(Collectors.joining(", ")));
        }
    }

    private static void say(String line) {
        System.out.println(MARK + line);
    }
}
