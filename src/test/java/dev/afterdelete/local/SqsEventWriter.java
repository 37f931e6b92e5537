package dev.afterdelete.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Writes received messages as the event that Lambda hands to a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS: example
 *     message event</a>
 */
final class SqsEventWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String queueArn;

    SqsEventWriter(String queueArn) {
        this.queueArn = queueArn;
    }

    byte[] write(List<Message> messages) {
        var event = JSON.createObjectNode();
        var records = event.putArray("Records");
        for (var message : messages) {
            write(message, records.addObject());
        }
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private void write(Message message, ObjectNode entry) {
        entry.put("messageId", message.messageId());
        entry.put("receiptHandle", message.receiptHandle());
        entry.put("body", message.body());
        var attributes = entry.putObject("attributes");
        message.attributesAsStrings().forEach(attributes::put);
        writeAttributes(message.messageAttributes(), entry.putObject("messageAttributes"));
        entry.put("md5OfBody", message.md5OfBody());
        if (message.md5OfMessageAttributes() != null) {
            entry.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
        }
        entry.put("eventSource", "aws:sqs");
        entry.put("eventSourceARN", queueArn);
        entry.put("awsRegion", queueArn.split(":", -1)[3]);
    }

    private static void writeAttributes(Map<String, MessageAttributeValue> attributes, ObjectNode target) {
        attributes.forEach((name, value) -> {
            var attribute = target.putObject(name);
            if (value.stringValue() != null) {
                attribute.put("stringValue", value.stringValue());
            }
            if (value.binaryValue() != null) {
                attribute.put("binaryValue", value.binaryValue().asByteArray());
            }
            attribute.putArray("stringListValues");
            attribute.putArray("binaryListValues");
            attribute.put("dataType", value.dataType());
        });
    }
}
