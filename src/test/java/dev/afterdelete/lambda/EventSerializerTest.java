package dev.afterdelete.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSerializerTest {
    private final EventSerializer serializer = new EventSerializer();

    @Test
    void theRuntimeFindsItAsAService() {
        assertThat(ServiceLoader.load(CustomPojoSerializer.class))
                .singleElement()
                .isInstanceOf(EventSerializer.class);
    }

    @Test
    void aMessageWithoutBodyIsKeptWithANullBody() {
        var event = sqs("""
                {"Records": [{"messageId": "absent"}, {"messageId": "null", "body": null}, {"messageId": "empty", "body": ""}]}""");

        assertThat(event.getRecords()).extracting(SQSMessage::getMessageId).containsExactly("absent", "null", "empty");
        assertThat(event.getRecords()).extracting(SQSMessage::getBody).containsExactly(null, null, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Records\": []}", "{\"Records\": null}", "{\"other\": {\"Records\": [{}]}}"})
    void anEventWithoutRecordsIsAnEmptyBatch(String json) {
        assertThat(sqs(json).getRecords()).isEmpty();
    }

    @Test
    void bytesThatAreNotUtf8SpoilOnlyTheMessageThatHoldsThem() {
        var json =
                "{\"Records\": [{\"messageId\": \"1\", \"body\": \"bad ? byte\"}, {\"messageId\": \"2\", \"body\": \"ü\"}]}"
                        .getBytes(StandardCharsets.UTF_8);
        json[new String(json, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xC3;

        SQSEvent event = serializer.fromJson(new ByteArrayInputStream(json), SQSEvent.class);

        assertThat(event.getRecords()).extracting(SQSMessage::getBody).containsExactly("bad \uFFFD byte", "ü");
    }

    @Test
    void aBodyMayNestAsDeepAsItLikes() {
        var body = "[".repeat(500_000);

        assertThat(sqs("{\"Records\": [{\"body\": \"" + body + "\"}]}").getRecords())
                .singleElement()
                .extracting(SQSMessage::getBody)
                .isEqualTo(body);
    }

    @Test
    void theLastOfTwoFieldsOfOneNameCounts() {
        assertThat(sqs("{\"Records\": [{\"messageId\": \"1\", \"messageId\": \"2\"}]}")
                        .getRecords())
                .extracting(SQSMessage::getMessageId)
                .containsExactly("2");
    }

    @Test
    void anEventOfAnotherTypeIsRefusedByName() {
        assertThatThrownBy(() -> serializer.fromJson("{}", SNSEvent.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(SNSEvent.class.getName());
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        assertThatThrownBy(() -> serializer.fromJson("{\"time\": \"noon\"}", ScheduledEvent.class))
                .isInstanceOf(UnreadableEventException.class)
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aResponseWithoutFailuresIsAnEmptyList() {
        assertThat(written(new SQSBatchResponse(), SQSBatchResponse.class)).isEqualTo("{\"batchItemFailures\":[]}");
    }

    @Test
    void whatAnHttpResponseDoesNotHaveIsLeftOut() {
        var response = new APIGatewayV2HTTPResponse();
        response.setStatusCode(202);

        assertThat(written(response, APIGatewayV2HTTPResponse.class))
                .isEqualTo("{\"statusCode\":202,\"isBase64Encoded\":false}");
    }

    @Test
    void aSummaryOfTextNumbersAndListsIsWrittenInItsOwnOrder() {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("text", "ü \"quoted\"");
        summary.put("count", 3);
        summary.put("rows", 10_000_000_000L);
        summary.put("unsigned", new BigInteger("18446744073709551615"));
        summary.put("ratio", 0.5);
        summary.put("done", true);
        summary.put("nothing", null);
        summary.put("tables", List.of("recipes", Map.of("rows", 1)));

        assertThat(written(summary, Map.class)).isEqualTo("""
                {"text":"ü \\"quoted\\"","count":3,"rows":10000000000,"unsigned":18446744073709551615,"ratio":0.5,\
                "done":true,"nothing":null,"tables":["recipes",{"rows":1}]}""");
    }

    @Test
    void textAndNullAreWrittenAsTheyAre() {
        assertThat(written("swept", String.class)).isEqualTo("\"swept\"");
        assertThat(written(null, Void.class)).isEqualTo("null");
    }

    @Test
    void whatHasNoJsonFormIsRefusedByName() {
        assertThatThrownBy(() -> written(new Thread(), Thread.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Thread");
        assertThatThrownBy(() -> written(Map.of("n", 1f), Map.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Float");
    }

    @Test
    void theStreamOfTheAnswerStaysOpen() {
        var closed = new boolean[1];
        var output = new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
                closed[0] = true;
            }
        };

        serializer.toJson("swept", output, String.class);

        assertThat(closed[0]).isFalse();
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("\"swept\"");
    }

    private SQSEvent sqs(String json) {
        return serializer.fromJson(json, SQSEvent.class);
    }

    private String written(@Nullable Object value, Type type) {
        var output = new ByteArrayOutputStream();
        serializer.toJson(value, output, type);
        return output.toString(StandardCharsets.UTF_8);
    }
}
