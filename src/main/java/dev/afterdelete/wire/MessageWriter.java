package dev.afterdelete.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.afterdelete.event.Action;
import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.KeyValue.BinaryValue;
import dev.afterdelete.graph.KeyValue.IntegerValue;
import dev.afterdelete.graph.KeyValue.StringValue;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Spells a message as one line of JSON: the table always named, the fields in one order. */
final class MessageWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;
    private final PathField pathField;

    private MessageWriter(JsonGenerator json, PathField pathField) {
        this.json = json;
        this.pathField = pathField;
    }

    static String write(CascadeMessage message, PathField pathField) {
        var line = new StringWriter();
        try (var json = FACTORY.createGenerator(line)) {
            new MessageWriter(json, pathField).message(message);
        } catch (IOException e) {
            throw new AssertionError("a text in memory can be written", e);
        }
        return sendable(line.toString());
    }

    /**
     * The same JSON without the two characters that SQS does not take. They can stand in texts only, where JSON knows
     * another spelling of them.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SQS
     *     SendMessage, MessageBody</a>
     */
    static String sendable(String json) {
        return json.replace("\uFFFE", "\\uFFFE").replace("\uFFFF", "\\uFFFF");
    }

    private void message(CascadeMessage message) throws IOException {
        json.writeStartObject();
        rows(message);
        json.writeStringField(MessageFields.ACTION, word(message.action()));
        json.writeStringField(MessageFields.TABLE, message.table().name());
        change(message);
        if (message.at().isPresent()) {
            json.writeStringField(MessageFields.AT, message.at().get().toString());
        }
        envelope(message);
        json.writeEndObject();
    }

    private void rows(CascadeMessage message) throws IOException {
        if (message.keys().size() == 1) {
            json.writeFieldName(MessageFields.ID);
            row(message, message.keys().getFirst());
            return;
        }
        json.writeArrayFieldStart(MessageFields.IDS);
        for (var key : message.keys()) {
            row(message, key);
        }
        json.writeEndArray();
    }

    private void row(CascadeMessage message, Key key) throws IOException {
        var unique = message.change() instanceof Change.Deleted(var known, var _)
                ? known.getOrDefault(key, Map.of())
                : Map.<String, Optional<KeyValue>>of();
        if (key.values().size() == 1 && unique.isEmpty()) {
            value(key.values().getFirst());
            return;
        }
        json.writeStartObject();
        for (var column = 0; column < key.values().size(); column++) {
            json.writeFieldName(message.table().keyColumns().get(column));
            value(key.values().get(column));
        }
        columns(unique);
        json.writeEndObject();
    }

    private void change(CascadeMessage message) throws IOException {
        switch (message.change()) {
            case Change.Deleted(var _, var descent) -> {
                if (descent.isPresent()) {
                    json.writeStringField(MessageFields.PATH, pathField.write(message.table(), descent.get()));
                }
            }
            case Change.Rekeyed(var previous, var _) -> {
                json.writeObjectFieldStart(MessageFields.PREVIOUS);
                columns(previous);
                json.writeEndObject();
            }
            case Change.Updated(var copied) -> {
                if (copied.isPresent()) {
                    json.writeFieldName(MessageFields.COPIED);
                    CopiedField.write(copied.get(), json);
                }
            }
        }
    }

    private void columns(Map<String, Optional<KeyValue>> values) throws IOException {
        for (var column : new TreeMap<>(values).entrySet()) {
            json.writeFieldName(column.getKey());
            if (column.getValue().isPresent()) {
                value(column.getValue().get());
            } else {
                json.writeNull();
            }
        }
    }

    private void value(KeyValue value) throws IOException {
        switch (value) {
            case IntegerValue integer -> json.writeNumber(integer.value());
            case StringValue text -> json.writeString(text.value());
            case BinaryValue binary -> json.writeString(binary.hex());
        }
    }

    private void envelope(CascadeMessage message) throws IOException {
        var envelope = message.envelope();
        if (envelope.tenant().isPresent()) {
            json.writeStringField(MessageFields.TENANT, envelope.tenant().get());
        }
        if (envelope.debt().isPresent()) {
            debt(envelope.debt().get());
        }
        json.writeStringField(MessageFields.CASCADE, envelope.cascade());
        if (envelope.meta().isPresent()) {
            json.writeFieldName(MessageFields.META);
            json.writeRawValue(envelope.meta().get());
        }
    }

    private void debt(Envelope.Debt debt) throws IOException {
        json.writeNumberField(MessageFields.OUTBOX, debt.outbox());
        if (debt.turn() > 0) {
            json.writeNumberField(MessageFields.TURN, debt.turn());
        }
    }

    private static String word(Action action) {
        return switch (action) {
            case DELETED -> MessageReader.DELETED;
            case UPDATED -> MessageReader.UPDATED;
        };
    }
}
