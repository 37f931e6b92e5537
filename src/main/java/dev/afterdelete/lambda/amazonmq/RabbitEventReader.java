package dev.afterdelete.lambda.amazonmq;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.BasicProperties;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.afterdelete.lambda.EventJson;
import dev.afterdelete.lambda.JsonValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a batch of Amazon MQ for RabbitMQ. Unknown fields are skipped, and so are those properties of a message that
 * nobody here asks for.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Lambda: example of a RabbitMQ event</a>
 */
public final class RabbitEventReader {
    private RabbitEventReader() {}

    /** Reads the event at which the parser stands. */
    public static RabbitMQEvent read(JsonParser parser) throws IOException {
        EventJson.requireObject(parser);
        var event = new RabbitMQEvent();
        event.setRmqMessagesByQueue(Map.of());
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "eventSource" -> event.setEventSource(EventJson.text(parser));
                case "eventSourceArn" -> event.setEventSourceArn(EventJson.text(parser));
                case "rmqMessagesByQueue" -> event.setRmqMessagesByQueue(queues(parser));
                default -> parser.skipChildren();
            }
        }
        return event;
    }

    private static Map<String, List<RabbitMessage>> queues(JsonParser parser) throws IOException {
        var queues = new LinkedHashMap<String, List<RabbitMessage>>();
        if (EventJson.isObject(parser)) {
            for (var queue = parser.nextFieldName(); queue != null; queue = parser.nextFieldName()) {
                parser.nextToken();
                queues.put(queue, messages(parser));
            }
        }
        return queues;
    }

    private static List<RabbitMessage> messages(JsonParser parser) throws IOException {
        var messages = new ArrayList<RabbitMessage>();
        if (EventJson.isList(parser)) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                messages.add(message(parser));
            }
        }
        return messages;
    }

    private static RabbitMessage message(JsonParser parser) throws IOException {
        EventJson.requireObject(parser);
        var message = new RabbitMessage();
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "basicProperties" -> message.setBasicProperties(properties(parser));
                case "redelivered" -> message.setRedelivered(EventJson.flag(parser));
                case "data" -> message.setData(EventJson.text(parser));
                default -> parser.skipChildren();
            }
        }
        return message;
    }

    private static BasicProperties properties(JsonParser parser) throws IOException {
        var properties = new BasicProperties();
        if (EventJson.isObject(parser)) {
            for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                switch (field) {
                    case "messageId" -> properties.setMessageId(EventJson.text(parser));
                    case "timestamp" -> properties.setTimestamp(EventJson.text(parser));
                    case "contentType" -> properties.setContentType(EventJson.text(parser));
                    case "headers" -> properties.setHeaders(headers(parser));
                    default -> parser.skipChildren();
                }
            }
        }
        return properties;
    }

    private static Map<String, Object> headers(JsonParser parser) throws IOException {
        var headers = new LinkedHashMap<String, Object>();
        if (EventJson.isObject(parser)) {
            JsonValues.readObject(parser).forEach((name, value) -> {
                if (value != null) {
                    headers.put(name, value);
                }
            });
        }
        return headers;
    }
}
