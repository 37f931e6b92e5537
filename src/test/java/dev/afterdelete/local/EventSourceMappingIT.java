package dev.afterdelete.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

@OnEveryServer
class EventSourceMappingIT {
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_RECEIVE_COUNT = 2;
    private static final EventSourceSettings SMALL = new EventSourceSettings(10, Duration.ZERO);

    private final SqsClient sqs;
    private final QueuePair queues;
    private final List<List<SQSMessage>> invocations = new ArrayList<>();

    EventSourceMappingIT(SqsClient sqs) {
        this.sqs = sqs;
        this.queues = QueuePair.createFresh(sqs, VISIBILITY_TIMEOUT, MAX_RECEIVE_COUNT);
    }

    @Test
    void anEmptyQueueInvokesNothing() {
        assertThat(mapping(SMALL, _ -> false).deliverBatch()).isEqualTo(new BatchEnding.Idle());
        assertThat(invocations).isEmpty();
    }

    @Test
    void messagesThatSucceedAreDeleted() {
        send(3);
        assertThat(mapping(SMALL, _ -> false).deliverBatch()).isEqualTo(new BatchEnding.Answered(3, 0));
        assertThat(queues.messages()).isZero();
    }

    @Test
    void onlyMessagesThatFailComeAgainAfterTheVisibilityTimeout() {
        send(3);
        var mapping = mapping(SMALL, body -> body.equals("1"));
        assertThat(mapping.deliverBatch()).isEqualTo(new BatchEnding.Answered(2, 1));
        assertThat(mapping.deliverBatch()).isEqualTo(new BatchEnding.Idle());
        assertThat(untilDelivered(mapping)).isEqualTo(new BatchEnding.Answered(0, 1));
        assertThat(invocations.getLast()).singleElement().satisfies(message -> {
            assertThat(message.getBody()).isEqualTo("1");
            assertThat(message.getAttributes()).containsEntry("ApproximateReceiveCount", "2");
        });
    }

    @Test
    void aMessageThatAlwaysFailsEndsInTheDeadLetterQueue() {
        send(2);
        var mapping = mapping(SMALL, body -> body.equals("0"));
        for (var receive = 1; receive <= MAX_RECEIVE_COUNT; receive++) {
            untilDelivered(mapping);
        }
        for (var end = deadline(); queues.deadLetters() == 0 && System.nanoTime() < end; ) {
            assertThat(mapping.deliverBatch()).isEqualTo(new BatchEnding.Idle()); // redrive happens at a receive
        }
        assertThat(queues.deadLetters()).isOne();
        assertThat(queues.messages()).isZero();
        assertThat(invocations).hasSize(MAX_RECEIVE_COUNT);
    }

    @Test
    void anAnswerThatNamesAStrangerDeletesNothing() {
        send(3);
        var mapping = mappingTo(_ -> "{\"batchItemFailures\":[{\"itemIdentifier\":\"x\"}]}".getBytes(UTF_8));
        assertThat(mapping.deliverBatch()).isInstanceOf(BatchEnding.Rejected.class);
        assertThat(queues.messages()).isEqualTo(3);
    }

    @Test
    void aFunctionThatFailsDeletesNothing() {
        send(3);
        var mapping = mappingTo(_ -> {
            throw new FunctionException("java.lang.OutOfMemoryError", "Java heap space");
        });
        assertThat(mapping.deliverBatch())
                .isEqualTo(new BatchEnding.Rejected(3, "java.lang.OutOfMemoryError: Java heap space"));
        assertThat(queues.messages()).isEqualTo(3);
    }

    @Test
    void aWindowGathersMoreThanOneReceiveGives() {
        send(35);
        var mapping = mapping(new EventSourceSettings(25, Duration.ofSeconds(1)), _ -> false);
        assertThat(mapping.deliverBatch()).isEqualTo(new BatchEnding.Answered(25, 0));
        assertThat(mapping.deliverBatch()).isEqualTo(new BatchEnding.Answered(10, 0));
        assertThat(queues.messages()).isZero();
    }

    @Test
    void theEventHoldsWhatTheSenderSent() {
        var text = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue("why")
                .build();
        var bytes = MessageAttributeValue.builder()
                .dataType("Binary")
                .binaryValue(SdkBytes.fromUtf8String("ü"))
                .build();
        sqs.sendMessage(message -> message.queueUrl(queues.url())
                .messageBody("{\"käse\":\"🧀\"}")
                .messageGroupId("tenant-7")
                .messageAttributes(Map.of("reason", text, "raw", bytes)));
        mapping(SMALL, _ -> false).deliverBatch();
        var message = invocations.getFirst().getFirst();
        assertThat(message.getBody()).isEqualTo("{\"käse\":\"🧀\"}");
        assertThat(message.getAttributes())
                .containsEntry("MessageGroupId", "tenant-7")
                .containsEntry("ApproximateReceiveCount", "1");
        assertThat(message.getMessageAttributes())
                .hasEntrySatisfying(
                        "reason", value -> assertThat(value.getStringValue()).isEqualTo("why"))
                .hasEntrySatisfying(
                        "raw",
                        value -> assertThat(value.getBinaryValue()).isEqualTo(ByteBuffer.wrap("ü".getBytes(UTF_8))));
        assertThat(message.getEventSource()).isEqualTo("aws:sqs");
        assertThat(message.getEventSourceArn()).startsWith("arn:aws:sqs:us-east-1:000000000000:fresh-");
        assertThat(message.getAwsRegion()).isEqualTo("us-east-1");
    }

    private void send(int count) {
        IntStream.range(0, count).mapToObj(Integer::toString).forEach(queues::send);
    }

    /** A mapping to a function that fails the messages whose body says so, and remembers all. */
    private EventSourceMapping mapping(EventSourceSettings settings, Predicate<String> fails) {
        return new EventSourceMapping(sqs, queues.url(), settings, event -> {
            var messages = read(event).getRecords();
            invocations.add(messages);
            return messages.stream()
                    .filter(message -> fails.test(message.getBody()))
                    .map(message -> "{\"itemIdentifier\":\"%s\"}".formatted(message.getMessageId()))
                    .collect(Collectors.joining(",", "{\"batchItemFailures\":[", "]}"))
                    .getBytes(UTF_8);
        });
    }

    private EventSourceMapping mappingTo(LambdaFunction function) {
        return new EventSourceMapping(sqs, queues.url(), SMALL, function);
    }

    private static SQSEvent read(byte[] event) {
        return LambdaEventSerializers.serializerFor(SQSEvent.class, SQSEvent.class.getClassLoader())
                .fromJson(new ByteArrayInputStream(event));
    }

    private static BatchEnding untilDelivered(EventSourceMapping mapping) {
        var ending = mapping.deliverBatch();
        for (var end = deadline(); ending instanceof BatchEnding.Idle && System.nanoTime() < end; ) {
            ending = mapping.deliverBatch();
        }
        return ending;
    }

    private static long deadline() {
        return System.nanoTime() + VISIBILITY_TIMEOUT.multipliedBy(5).toNanos();
    }
}
