package dev.afterdelete.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Writes what the handlers answer, in the form that the event source mapping and the HTTP API read. */
final class ResponseWriter {
    private ResponseWriter() {}

    /**
     * Writes which messages of a batch failed.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Lambda: partial batch
     *     responses for SQS</a>
     */
    static void write(JsonGenerator generator, SQSBatchResponse response) throws IOException {
        generator.writeStartObject();
        generator.writeArrayFieldStart("batchItemFailures");
        var failures = response.getBatchItemFailures();
        for (var failure : failures == null ? List.<SQSBatchResponse.BatchItemFailure>of() : failures) {
            generator.writeStartObject();
            generator.writeStringField("itemIdentifier", failure.getItemIdentifier());
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.writeEndObject();
    }

    /**
     * Writes an HTTP answer; what it does not have is left out.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">API
     *     Gateway: Lambda function response for format 2.0</a>
     */
    static void write(JsonGenerator generator, APIGatewayV2HTTPResponse response) throws IOException {
        generator.writeStartObject();
        generator.writeNumberField("statusCode", response.getStatusCode());
        writeUnlessNull(generator, "headers", response.getHeaders());
        writeUnlessNull(generator, "multiValueHeaders", response.getMultiValueHeaders());
        writeUnlessNull(generator, "cookies", response.getCookies());
        writeUnlessNull(generator, "body", response.getBody());
        generator.writeBooleanField("isBase64Encoded", response.getIsBase64Encoded());
        generator.writeEndObject();
    }

    private static void writeUnlessNull(JsonGenerator generator, String name, Object value) throws IOException {
        if (value != null) {
            generator.writeFieldName(name);
            JsonValues.write(generator, value);
        }
    }
}
