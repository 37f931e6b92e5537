package dev.afterdelete.wire;

import static dev.afterdelete.fault.FaultCode.CONFLICTING_FIELDS;
import static dev.afterdelete.fault.FaultCode.INVALID_KEY;
import static dev.afterdelete.fault.FaultCode.UNKNOWN_ACTION;
import static dev.afterdelete.fault.FaultCode.UNKNOWN_TABLE;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Change.CopyPosition;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.json.JsonValue;
import dev.afterdelete.wire.json.JsonValue.Elements;
import dev.afterdelete.wire.json.JsonValue.Members;
import dev.afterdelete.wire.json.JsonValue.Numeral;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Understands the fields of a message by the declaration. */
final class MessageReader {
    static final String DELETED = "deleted";
    static final String UPDATED = "updated";

    private static final Pattern POSITIVE_LONG = Pattern.compile("[1-9][0-9]{0,18}");

    private final RelationGraph graph;
    private final List<String> tableNames;
    private final Supplier<String> cascadeNames;

    MessageReader(RelationGraph graph, Supplier<String> cascadeNames) {
        this.graph = graph;
        this.tableNames = graph.tables().stream().map(Table::name).toList();
        this.cascadeNames = cascadeNames;
    }

    /**
     * Understands a message.
     *
     * @throws FaultException permanent: a field does not say what it has to
     */
    CascadeMessage read(MessageFields fields) {
        var table = table(fields);
        var rows = rows(fields, table);
        var change = change(fields, table, rows);
        return new CascadeMessage(table, change, List.copyOf(rows.keySet()), at(fields), envelope(fields));
    }

    private Change change(MessageFields fields, Table table, SequencedMap<Key, Map<String, Optional<KeyValue>>> rows) {
        var action = fields.requireText(MessageFields.ACTION);
        return switch (action) {
            case DELETED -> deleted(fields, rows);
            case UPDATED -> updated(fields, table, rows);
            default ->
                throw FaultException.of(
                        UNKNOWN_ACTION,
                        "expected the action \"deleted\" or \"updated\", found %s%s"
                                .formatted(Quote.of(action), Spelling.hint(action, List.of(DELETED, UPDATED))));
        };
    }

    private static Change deleted(MessageFields fields, Map<Key, Map<String, Optional<KeyValue>>> rows) {
        for (var other : List.of(MessageFields.PREVIOUS, MessageFields.COPIED)) {
            if (fields.has(other)) {
                throw FaultException.of(
                        CONFLICTING_FIELDS, "\"%s\" goes with the action \"updated\" only".formatted(other));
            }
        }
        var unique = new HashMap<>(rows);
        unique.values().removeIf(Map::isEmpty);
        return new Change.Deleted(unique);
    }

    private Change updated(MessageFields fields, Table table, SequencedMap<Key, Map<String, Optional<KeyValue>>> rows) {
        if (rows.values().stream().anyMatch(unique -> !unique.isEmpty())) {
            throw FaultException.of(
                    CONFLICTING_FIELDS,
                    "columns beside the key go with the action \"deleted\" only; what an updated row held before is \"previous\"");
        }
        var previous = fields.find(MessageFields.PREVIOUS);
        if (previous.isEmpty()) {
            return new Change.Updated(copied(fields, table));
        }
        if (fields.has(MessageFields.IDS) || fields.has(MessageFields.COPIED)) {
            throw FaultException.of(
                    CONFLICTING_FIELDS, "\"previous\" is of one row: expected \"id\" with it, and no \"copied\"");
        }
        return new Change.Rekeyed(new KeyReader(table).readPrevious(previous.get(), MessageFields.PREVIOUS));
    }

    private Optional<CopyPosition> copied(MessageFields fields, Table table) {
        var copied = fields.find(MessageFields.COPIED);
        if (copied.isPresent() && !fields.has(MessageFields.CASCADE)) {
            throw FaultException.of(
                    CONFLICTING_FIELDS,
                    "\"copied\" is what a continuation says, and this message names no \"cascade\"");
        }
        var copying = graph.relationsTo(table).stream()
                .filter(relation -> !relation.copies().isEmpty())
                .toList();
        return copied.map(json -> CopiedField.read(json, copying));
    }

    private Table table(MessageFields fields) {
        var name = fields.findText(MessageFields.TABLE);
        if (name.isEmpty()) {
            return graph.defaultTable()
                    .orElseThrow(() -> FaultException.of(
                            UNKNOWN_TABLE, "the message names no table, and the declaration names no default"));
        }
        return graph.findTable(name.get())
                .orElseThrow(() -> FaultException.of(
                        UNKNOWN_TABLE,
                        "the declaration has no table %s%s"
                                .formatted(Quote.of(name.get()), Spelling.hint(name.get(), tableNames))));
    }

    /** The rows, each once, with what is said of their other unique columns. */
    private static SequencedMap<Key, Map<String, Optional<KeyValue>>> rows(MessageFields fields, Table table) {
        var reader = new KeyReader(table);
        var rows = new LinkedHashMap<Key, Map<String, Optional<KeyValue>>>();
        var id = fields.find(MessageFields.ID);
        if (id.isPresent()) {
            var row = reader.read(id.get(), MessageFields.ID);
            rows.put(row.key(), row.unique());
            return rows;
        }
        var ids = elements(fields.find(MessageFields.IDS).orElseThrow());
        for (var index = 0; index < ids.size(); index++) {
            var where = "ids[" + index + "]";
            var row = reader.read(ids.get(index), where);
            var before = rows.putIfAbsent(row.key(), row.unique());
            if (before != null && !before.equals(row.unique())) {
                throw FaultException.of(
                        INVALID_KEY, "\"%s\": the row stands here twice, each time with other values".formatted(where));
            }
        }
        return rows;
    }

    private static List<JsonValue> elements(JsonValue ids) {
        var expected = "an array of 1 to " + CascadeMessage.MAX_KEYS + " keys";
        if (!(ids instanceof Elements(var elements))) {
            throw MessageFields.invalid(MessageFields.IDS, expected, "found " + ids.kind());
        }
        if (elements.isEmpty() || elements.size() > CascadeMessage.MAX_KEYS) {
            throw MessageFields.invalid(MessageFields.IDS, expected, "found %d".formatted(elements.size()));
        }
        return elements;
    }

    private static Optional<Instant> at(MessageFields fields) {
        return fields.findText(MessageFields.AT)
                .map(text -> Rfc3339.parse(text)
                        .orElseThrow(() ->
                                MessageFields.invalid(MessageFields.AT, Rfc3339.EXPECTED, "found " + Quote.of(text))));
    }

    private Envelope envelope(MessageFields fields) {
        var cascade = matching(
                fields,
                MessageFields.CASCADE,
                Envelope.CASCADE,
                "1 to 128 printable ASCII characters, no space at the ends");
        var tenant = matching(
                fields, MessageFields.TENANT, Envelope.TENANT, "1 to 128 printable ASCII characters without space");
        return new Envelope(cascade.orElseGet(cascadeNames), tenant, outbox(fields), meta(fields));
    }

    private static Optional<String> matching(MessageFields fields, String name, Pattern form, String expected) {
        var text = fields.findText(name);
        text.filter(form.asMatchPredicate().negate()).ifPresent(wrong -> {
            throw MessageFields.invalid(name, expected, "found " + Quote.of(wrong));
        });
        return text;
    }

    private static OptionalLong outbox(MessageFields fields) {
        var expected = "a whole number from 1 to 2^63-1";
        return fields.find(MessageFields.OUTBOX)
                .map(value -> switch (value) {
                    case Numeral(var literal)
                    when POSITIVE_LONG.matcher(literal).matches() -> parse(literal, expected);
                    case Numeral _ ->
                        throw MessageFields.invalid(MessageFields.OUTBOX, expected, "found another number");
                    case JsonValue other ->
                        throw MessageFields.invalid(MessageFields.OUTBOX, expected, "found " + other.kind());
                })
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    private static long parse(String literal, String expected) {
        try {
            return Long.parseLong(literal);
        } catch (NumberFormatException _) {
            throw MessageFields.invalid(MessageFields.OUTBOX, expected, "found another number");
        }
    }

    /** The object as it was written, fit to be sent on one line: a line can only break between its parts. */
    private static Optional<String> meta(MessageFields fields) {
        return fields.find(MessageFields.META).map(value -> switch (value) {
            case Members object ->
                MessageWriter.sendable(object.source().replace('\n', ' ').replace('\r', ' '));
            case JsonValue other ->
                throw MessageFields.invalid(MessageFields.META, "an object", "found " + other.kind());
        });
    }
}
