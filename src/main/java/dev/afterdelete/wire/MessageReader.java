package dev.afterdelete.wire;

import static dev.afterdelete.fault.FaultCode.CONFLICTING_FIELDS;
import static dev.afterdelete.fault.FaultCode.INVALID_KEY;
import static dev.afterdelete.fault.FaultCode.UNKNOWN_ACTION;
import static dev.afterdelete.fault.FaultCode.UNKNOWN_TABLE;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Change.CopyPosition;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.fault.Quote;
import dev.afterdelete.fault.Spelling;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.json.JsonValue;
import dev.afterdelete.wire.json.JsonValue.Elements;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** Understands the fields of a message by the declaration. */
final class MessageReader {
    static final String DELETED = "deleted";
    static final String UPDATED = "updated";

    private final RelationGraph graph;
    private final List<String> tableNames;
    private final Supplier<String> cascadeNames;
    private final PathField pathField;

    MessageReader(RelationGraph graph, Supplier<String> cascadeNames, PathField pathField) {
        this.pathField = pathField;
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
        return new CascadeMessage(
                table, change, List.copyOf(rows.keySet()), at(fields), EnvelopeFields.read(fields, cascadeNames));
    }

    private Change change(MessageFields fields, Table table, SequencedMap<Key, Map<String, Optional<KeyValue>>> rows) {
        var action = fields.requireText(MessageFields.ACTION);
        return switch (action) {
            case DELETED -> deleted(fields, table, rows);
            case UPDATED -> updated(fields, table, rows);
            default ->
                throw FaultException.of(
                        UNKNOWN_ACTION,
                        "expected the action \"deleted\" or \"updated\", found %s%s"
                                .formatted(Quote.of(action), Spelling.hint(action, List.of(DELETED, UPDATED))));
        };
    }

    private Change deleted(MessageFields fields, Table table, Map<Key, Map<String, Optional<KeyValue>>> rows) {
        for (var other : List.of(MessageFields.PREVIOUS, MessageFields.COPIED)) {
            if (fields.has(other)) {
                throw FaultException.of(
                        CONFLICTING_FIELDS, "\"%s\" goes with the action \"updated\" only".formatted(other));
            }
        }
        var unique = new HashMap<>(rows);
        unique.values().removeIf(Map::isEmpty);
        requireCascade(fields, MessageFields.PATH);
        return new Change.Deleted(
                unique, fields.findText(MessageFields.PATH).flatMap(text -> pathField.read(text, table)));
    }

    private static void requireCascade(MessageFields fields, String name) {
        if (fields.has(name) && !fields.has(MessageFields.CASCADE)) {
            throw FaultException.of(
                    CONFLICTING_FIELDS,
                    "\"%s\" is what a continuation says, and this message names no \"cascade\"".formatted(name));
        }
    }

    private Change updated(MessageFields fields, Table table, SequencedMap<Key, Map<String, Optional<KeyValue>>> rows) {
        if (fields.has(MessageFields.PATH)) {
            throw FaultException.of(CONFLICTING_FIELDS, "\"path\" goes with the action \"deleted\" only");
        }
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
        requireCascade(fields, MessageFields.COPIED);
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
}
