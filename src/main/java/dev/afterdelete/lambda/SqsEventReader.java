package dev.afterdelete.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a batch of SQS messages. Unknown fields are skipped; a message without a body keeps a null body; an event
 * without records is an empty batch.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Lambda: example of an SQS event</a>
 */
final class SqsEventReader {
    private SqsEventReader() {}

    static SQSEvent read(JsonParser parser) throws IOException {
        EventJson.requireObject(parser);
        var event = new SQSEvent();
        event.setRecords(List.of());
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            if (field.equals("Records")) {
                event.setRecords(messages(parser));
            } else {
                parser.skipChildren();
            }
        }
        return event;
    }

    private static List<SQSMessage> messages(JsonParser parser) throws IOException {
        var messages = new ArrayList<SQSMessage>();
        if (EventJson.isList(parser)) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                messages.add(message(parser));
            }
        }
        return messages;
    }

    private static SQSMessage message(JsonParser parser) throws IOException {
        EventJson.requireObject(parser);
        var message = new SQSMessage();
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "messageId" -> message.setMessageId(EventJson.text(parser));
                case "receiptHandle" -> message.setReceiptHandle(EventJson.text(parser));
                case "body" -> message.setBody(EventJson.text(parser));
                case "md5OfBody" -> message.setMd5OfBody(EventJson.text(parser));
                case "md5OfMessageAttributes" -> message.setMd5OfMessageAttributes(EventJson.text(parser));
                case "eventSourceARN" -> message.setEventSourceArn(EventJson.text(parser));
                case "eventSource" -> message.setEventSource(EventJson.text(parser));
                case "awsRegion" -> message.setAwsRegion(EventJson.text(parser));
                case "attributes" -> message.setAttributes(EventJson.textByName(parser));
                case "messageAttributes" -> message.setMessageAttributes(attributes(parser));
                default -> parser.skipChildren();
            }
        }
        return message;
    }

    private static @Nullable Map<String, MessageAttribute> attributes(JsonParser parser) throws IOException {
        if (!EventJson.isObject(parser)) {
            return null;
        }
        var attributes = new LinkedHashMap<String, MessageAttribute>();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            attributes.put(name, attribute(parser));
        }
        return attributes;
    }

    private static MessageAttribute attribute(JsonParser parser) throws IOException {
        EventJson.requireObject(parser);
        var attribute = new MessageAttribute();
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "stringValue" -> attribute.setStringValue(EventJson.text(parser));
                case "binaryValue" -> attribute.setBinaryValue(bytes(parser));
                case "stringListValues" -> attribute.setStringListValues(EventJson.texts(parser));
                case "binaryListValues" -> attribute.setBinaryListValues(byteLists(parser));
                case "dataType" -> attribute.setDataType(EventJson.text(parser));
                default -> parser.skipChildren();
            }
        }
        return attribute;
    }

    private static @Nullable ByteBuffer bytes(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : ByteBuffer.wrap(parser.getBinaryValue());
    }

    private static @Nullable List<@Nullable ByteBuffer> byteLists(JsonParser parser) throws IOException {
        if (!EventJson.isList(parser)) {
            return null;
        }
        var values = new ArrayList<@Nullable ByteBuffer>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(bytes(parser));
        }
        return values;
    }
}
