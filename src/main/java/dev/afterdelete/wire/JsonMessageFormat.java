package dev.afterdelete.wire;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.Reading;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.wire.json.JsonReader;
import dev.afterdelete.wire.json.Utf8;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Messages as JSON objects, by one declaration. Reasons of refusals hold no key, and little of what else a body says.
 *
 * @see <a href="https://json-schema.org">{@code message.schema.json} for the format without the declaration</a>
 */
public final class JsonMessageFormat implements MessageFormat {
    /** The longest body of a producer, in bytes of UTF-8. */
    public static final int MAX_MESSAGE_BYTES = 256 * 1024;

    // What a continuation adds to a producer's body: the names of table and cascade, the outbox row, and the key of the
    // last child that copying reached, in which a character may be spelled with six.
    static final int CONTINUATION_BYTES = 1024 + 6 * KeyValueReader.MAX_KEY_BYTES;

    /** The fields of a message, and what stands in those that are neither ids nor carried. */
    private static final int VALUES_BESIDE_IDS = 500;

    private final JsonReader.Limits limits;
    private final PathField pathField;
    private final MessageReader reader;

    /**
     * Makes the format of one declaration.
     *
     * @param graph the declared tables, and their default
     * @param cascadeNames a new name for each cascade whose message brings none; matches
     *     {@link dev.afterdelete.event.Envelope#CASCADE}
     */
    public JsonMessageFormat(RelationGraph graph, Supplier<String> cascadeNames) {
        this.limits = new JsonReader.Limits(
                MessageFields.META, VALUES_BESIDE_IDS + CascadeMessage.MAX_KEYS * (1 + widest(graph)));
        this.pathField = new PathField(graph);
        this.reader = new MessageReader(graph, cascadeNames, pathField);
    }

    /** How many columns a message can name of one row, at most. */
    private static int widest(RelationGraph graph) {
        return graph.tables().stream()
                .mapToInt(table -> table.key().size() + table.unique().size())
                .max()
                .orElse(1);
    }

    @Override
    public Reading read(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return new Reading.Refused(Fault.of(FaultCode.EMPTY_BODY));
        }
        try {
            return new Reading.Understood(message(body));
        } catch (FaultException e) {
            return new Reading.Refused(e.fault());
        }
    }

    @Override
    public String write(CascadeMessage message) {
        return MessageWriter.write(message, pathField);
    }

    private CascadeMessage message(String body) {
        if (body.length() > MAX_MESSAGE_BYTES + CONTINUATION_BYTES + PathField.MAX_CHARS) {
            throw tooLarge();
        }
        var bytes = Utf8.length(body);
        if (bytes > MAX_MESSAGE_BYTES + CONTINUATION_BYTES + PathField.MAX_CHARS) {
            throw tooLarge();
        }
        var fields = MessageFields.of(JsonReader.read(body, limits));
        if (bytes > MAX_MESSAGE_BYTES + (fields.has(MessageFields.CASCADE) ? continuationBytes(fields) : 0)) {
            throw tooLarge();
        }
        return reader.read(fields);
    }

    private static int continuationBytes(MessageFields fields) {
        return CONTINUATION_BYTES
                + fields.findText(MessageFields.PATH).map(String::length).orElse(0);
    }

    private static FaultException tooLarge() {
        return FaultException.of(
                FaultCode.MESSAGE_TOO_LARGE, "the body is longer than %d bytes of UTF-8".formatted(MAX_MESSAGE_BYTES));
    }
}
