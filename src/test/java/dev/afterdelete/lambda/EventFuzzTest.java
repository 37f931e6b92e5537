package dev.afterdelete.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A payload is either an event or {@link UnreadableEventException}: nothing else comes of it, whatever it holds. */
class EventFuzzTest {
    private static final int MUTATIONS = 3_000;
    private static final String TOKENS = "{}[]\",:0-.eE\\u \u0000\u00ff";

    private final EventSerializer serializer = new EventSerializer();

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(SQSEvent.class, SampleEvents.SQS),
                Arguments.of(APIGatewayV2HTTPEvent.class, SampleEvents.HTTP),
                Arguments.of(ScheduledEvent.class, SampleEvents.SCHEDULE));
    }

    @ParameterizedTest
    @MethodSource("events")
    void noPrefixOfAnEventIsAnEvent(Class<?> type, String json) {
        IntStream.range(0, json.length()).forEach(length -> assertUnreadable(json.substring(0, length), type));
    }

    @ParameterizedTest
    @MethodSource("events")
    void nothingMayFollowAnEvent(Class<?> type, String json) {
        assertUnreadable(json + "x", type);
        assertUnreadable(json + "{}", type);
        assertUnreadable(json + "}", type);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsAnObject(Class<?> type, String json) {
        for (var other :
                new String[] {"", " ", "null", "7", "\"{}\"", "true", "[]", "[{}]", "nul", "{", "}", "\u0000", "{}{}"
                }) {
            assertUnreadable(other, type);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void endlessNestingIsUnreadableAndNoStackOverflow(Class<?> type, String json) {
        for (var field : new String[] {"Records", "unknown", "detail", "requestContext", "cookies", "time"}) {
            assertUnreadable("{\"" + field + "\":" + "[".repeat(1_000_000), type);
            assertUnreadable("{\"" + field + "\":" + "{\"a\":".repeat(300_000), type);
            assertUnreadable("{\"" + field + "\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}", type);
        }
        assertUnreadable("[".repeat(1_000_000), type);
        assertUnreadable("{\"Records\":".repeat(300_000), type);
    }

    static final List<Arguments> SHAPES = List.of(
            Arguments.of(SQSEvent.class, "{\"Records\": {}}"),
            Arguments.of(SQSEvent.class, "{\"Records\": [null]}"),
            Arguments.of(SQSEvent.class, "{\"Records\": [[]]}"),
            Arguments.of(SQSEvent.class, "{\"Records\": [{\"body\": {\"id\": 1}}]}"),
            Arguments.of(SQSEvent.class, "{\"Records\": [{\"attributes\": []}]}"),
            Arguments.of(SQSEvent.class, "{\"Records\": [{\"messageAttributes\": {\"a\": 1}}]}"),
            Arguments.of(SQSEvent.class, "{\"Records\": [{\"messageAttributes\": {\"a\": {\"binaryValue\": \"&\"}}}]}"),
            Arguments.of(APIGatewayV2HTTPEvent.class, "{\"headers\": {\"a\": []}}"),
            Arguments.of(APIGatewayV2HTTPEvent.class, "{\"requestContext\": \"a\"}"),
            Arguments.of(APIGatewayV2HTTPEvent.class, "{\"isBase64Encoded\": {}}"),
            Arguments.of(APIGatewayV2HTTPEvent.class, "{\"requestContext\": {\"timeEpoch\": []}}"),
            Arguments.of(ScheduledEvent.class, "{\"detail\": []}"),
            Arguments.of(ScheduledEvent.class, "{\"resources\": \"a\"}"));

    @ParameterizedTest
    @FieldSource("SHAPES")
    void aFieldOfAnotherShapeIsUnreadable(Class<?> type, String json) {
        assertUnreadable(json, type);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventWithAnyBytesChangedIsAnEventOrUnreadable(Class<?> type, String json) {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var mutation = 0; mutation < MUTATIONS; mutation++) {
            var bytes = mutate(json.getBytes(StandardCharsets.UTF_8), random);
            try {
                assertThat(serializer.<Object>fromJson(new ByteArrayInputStream(bytes), type))
                        .isInstanceOf(type);
            } catch (UnreadableEventException e) {
                assertThat(e).hasMessageContaining(type.getName()).hasCauseInstanceOf(Exception.class);
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed " + seed + ": " + new String(bytes, StandardCharsets.ISO_8859_1), e);
            }
        }
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        for (var changes = 1 + random.nextInt(3); changes > 0; changes--) {
            var token = random.nextBoolean() ? TOKENS.charAt(random.nextInt(TOKENS.length())) : random.nextInt(256);
            bytes[random.nextInt(bytes.length)] = (byte) token;
        }
        return bytes;
    }

    private void assertUnreadable(String json, Type type) {
        assertThatThrownBy(() -> serializer.fromJson(json, type))
                .as(json.substring(0, Math.min(json.length(), 100)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining(type.getTypeName());
    }
}
