package dev.afterdelete.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds our serializer against the one that the runtime would have used. */
class EventOracleTest {
    private final EventSerializer ours = new EventSerializer();

    @Test
    void everyFieldOfAnSqsEventIsReadAsTheRuntimeReadsIt() {
        assertSame(SampleEvents.SQS, SQSEvent.class);
    }

    @Test
    void nullsAndUnknownFieldsOfAnSqsEventAreReadAsTheRuntimeReadsThem() {
        assertSame("""
                {"Records": [
                  {"messageId": "1", "body": null, "attributes": null, "messageAttributes": null, "new": {"a": [1, {}]}},
                  {"messageId": null, "attributes": {"a": null}, "messageAttributes": {"a": {"stringListValues": null,
                   "binaryListValues": null, "binaryValue": null, "dataType": null, "new": []}}, "md5OfBody": 7},
                  {}
                ], "more": [[{"Records": []}]]}""", SQSEvent.class);
    }

    @Test
    void everyFieldOfAnHttpEventButTheAuthorizerIsReadAsTheRuntimeReadsIt() {
        var theirs = read(SampleEvents.HTTP, APIGatewayV2HTTPEvent.class);
        assertThat(theirs.getRequestContext().getAuthorizer()).isNotNull();

        theirs.getRequestContext().setAuthorizer(null);
        assertThat(readByUs(SampleEvents.HTTP, APIGatewayV2HTTPEvent.class))
                .usingRecursiveComparison()
                .isEqualTo(theirs);
    }

    @Test
    void nullsAndUnknownFieldsOfAnHttpEventAreReadAsTheRuntimeReadsThem() {
        assertSame("""
                {"rawPath": null, "cookies": null, "headers": null, "requestContext": {"http": null, "new": {}}, "new": [1]}""", APIGatewayV2HTTPEvent.class);
        assertSame("""
                {"requestContext": null, "headers": {"a": null}, "isBase64Encoded": false}""", APIGatewayV2HTTPEvent.class);
    }

    @Test
    void everyFieldOfAScheduledEventIsReadAsTheRuntimeReadsIt() {
        var theirs = read(SampleEvents.SCHEDULE, ScheduledEvent.class);
        var mine = readByUs(SampleEvents.SCHEDULE, ScheduledEvent.class);

        assertThat(mine).usingRecursiveComparison().ignoringFields("time").isEqualTo(theirs);
        assertThat(mine.getTime()).isEqualTo(theirs.getTime());
    }

    @Test
    void nullsAndUnknownFieldsOfAScheduledEventAreReadAsTheRuntimeReadsThem() {
        assertSame("{\"detail\": null, \"time\": null, \"resources\": null, \"new\": {}}", ScheduledEvent.class);
        assertSame("{}", ScheduledEvent.class);
    }

    @Test
    void aBatchResponseThatWeWriteIsReadBackByTheRuntime() {
        var response = new SQSBatchResponse(List.of(
                new SQSBatchResponse.BatchItemFailure("059f36b4"), new SQSBatchResponse.BatchItemFailure("ü\"\\")));

        assertSameJson(response, SQSBatchResponse.class);
        assertSameJson(new SQSBatchResponse(List.of()), SQSBatchResponse.class);
    }

    @Test
    void anHttpResponseThatWeWriteSaysWhatTheRuntimeWouldHaveSaid() {
        var response = APIGatewayV2HTTPResponse.builder()
                .withStatusCode(202)
                .withHeaders(Map.of("content-type", "application/json"))
                .withMultiValueHeaders(Map.of("link", List.of("<a>", "<b>")))
                .withCookies(List.of("a=b"))
                .withBody("{\"cascade\":\"ü\"}")
                .withIsBase64Encoded(false)
                .build();

        assertSameJson(response, APIGatewayV2HTTPResponse.class);
    }

    private <T> void assertSame(String json, Class<T> type) {
        assertThat(readByUs(json, type)).usingRecursiveComparison().isEqualTo(read(json, type));
    }

    private <T> T readByUs(String json, Class<T> type) {
        return type.cast(ours.<Object>fromJson(bytes(json), type));
    }

    private static <T> T read(String json, Class<T> type) {
        return theirs(type).fromJson(bytes(json));
    }

    /** The serializer that the runtime chooses where there is no custom one. */
    private static <T> PojoSerializer<T> theirs(Class<T> type) {
        return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                ? LambdaEventSerializers.serializerFor(type, EventOracleTest.class.getClassLoader())
                : JacksonFactory.getInstance().getSerializer(type);
    }

    private <T> void assertSameJson(T response, Class<T> type) {
        var theirs = theirs(type);
        var written = new ByteArrayOutputStream();
        ours.toJson(response, written, type);

        var readBack = theirs.fromJson(new ByteArrayInputStream(written.toByteArray()));
        assertThat(readBack).usingRecursiveComparison().isEqualTo(response);
        assertThat(parsed(written)).isEqualTo(parsed(writtenBy(theirs, response)));
    }

    private static <T> ByteArrayOutputStream writtenBy(PojoSerializer<T> theirs, T response) {
        var written = new ByteArrayOutputStream();
        theirs.toJson(response, written);
        return written;
    }

    private static Object parsed(ByteArrayOutputStream json) {
        return JacksonFactory.getInstance()
                .getSerializer(Object.class)
                .fromJson(new ByteArrayInputStream(json.toByteArray()));
    }

    private static InputStream bytes(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }
}
