package dev.afterdelete.wire;

import static dev.afterdelete.fault.FaultCode.CONFLICTING_FIELDS;
import static dev.afterdelete.fault.FaultCode.INVALID_FIELD;
import static dev.afterdelete.fault.FaultCode.MISSING_FIELD;
import static dev.afterdelete.fault.FaultCode.SNS_ENVELOPE;
import static dev.afterdelete.fault.FaultCode.UNKNOWN_FIELD;

import dev.afterdelete.fault.FaultException;
import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import dev.afterdelete.wire.json.JsonValue;
import dev.afterdelete.wire.json.JsonValue.Members;
import dev.afterdelete.wire.json.JsonValue.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a message, no others, and what may not stand together. */
final class MessageFields {
    static final String ID = "id";
    static final String IDS = "ids";
    static final String ACTION = "action";
    static final String TABLE = "table";
    static final String PREVIOUS = "previous";
    static final String COPIED = "copied";
    static final String PATH = "path";
    static final String AT = "at";
    static final String TENANT = "tenant";
    static final String OUTBOX = "outbox";
    static final String TURN = "turn";
    static final String CASCADE = "cascade";
    static final String META = "meta";

    /** Every field of the format, in the order in which they are written. */
    static final List<String> ALL =
            List.of(ID, IDS, ACTION, TABLE, PREVIOUS, COPIED, PATH, AT, TENANT, OUTBOX, TURN, CASCADE, META);

    private final Map<String, JsonValue> fields;

    private MessageFields(Map<String, JsonValue> fields) {
        this.fields = fields;
    }

    /**
     * Takes the fields of a body.
     *
     * @throws FaultException permanent: a field is unknown or missing, or two exclude each other
     */
    static MessageFields of(Members body) {
        var fields = body.fields();
        refuseSnsEnvelope(fields);
        for (var name : fields.keySet()) {
            if (!ALL.contains(name)) {
                throw FaultException.of(
                        UNKNOWN_FIELD,
                        "a message has no field %s, only %s%s"
                                .formatted(Quote.of(name), String.join(", ", ALL), Spelling.hint(name, ALL)));
            }
        }
        requireOneOfIdAndIds(fields);
        return new MessageFields(fields);
    }

    /** The field, if the message has it. */
    Optional<JsonValue> find(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The text of an optional field. */
    Optional<String> findText(String name) {
        return find(name).map(value -> switch (value) {
            case Text(var text) -> text;
            case JsonValue other -> throw invalid(name, "a text", "found " + other.kind());
        });
    }

    /** The text of a field that every message has. */
    String requireText(String name) {
        return findText(name)
                .orElseThrow(
                        () -> FaultException.of(MISSING_FIELD, "the message lacks the field \"%s\"".formatted(name)));
    }

    static FaultException invalid(String name, String expected, String found) {
        return FaultException.of(INVALID_FIELD, "\"%s\": expected %s, %s".formatted(name, expected, found));
    }

    private static void refuseSnsEnvelope(Map<String, JsonValue> fields) {
        if (fields.get("Type") instanceof Text && fields.containsKey("TopicArn")) {
            throw FaultException.of(
                    SNS_ENVELOPE,
                    "the body is an SNS envelope; expected the message itself: "
                            + "switch on raw message delivery for the subscription");
        }
    }

    private static void requireOneOfIdAndIds(Map<String, JsonValue> fields) {
        if (fields.containsKey(ID) && fields.containsKey(IDS)) {
            throw FaultException.of(
                    CONFLICTING_FIELDS, "the message has both \"id\" and \"ids\"; expected one of them");
        }
        if (!fields.containsKey(ID) && !fields.containsKey(IDS)) {
            throw FaultException.of(MISSING_FIELD, "the message names no row; expected \"id\" or \"ids\"");
        }
    }
}
