package dev.afterdelete.chaos;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.Reading;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.JsonMessageFormat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has been asked for so far. A message may be delivered again at any time, so what it asks for never lapses. */
final class Requests {
    /** Messages that no outbox row is written for are noted here before they are sent. */
    static final String TABLE = "requests";

    static final String CREATE =
            "CREATE TABLE requests (seq BIGINT AUTO_INCREMENT PRIMARY KEY, message TEXT NOT NULL);";

    private final MessageFormat format;
    private final Map<Table, Map<Key, List<Optional<Instant>>>> asked = new HashMap<>();

    Requests(RelationGraph graph) {
        this.format = new JsonMessageFormat(graph, () -> "c");
    }

    /** Takes note of the message that {@code row} holds, of the outbox or of plain requests. */
    CascadeMessage note(Map<String, KeyValue> row) {
        var body = String.valueOf(row.get("message"));
        if (!(format.read(body) instanceof Reading.Understood(var message))) {
            throw new IllegalStateException("no message: " + body);
        }
        for (var key : message.keys()) {
            asked.computeIfAbsent(message.table(), _ -> new HashMap<>())
                    .computeIfAbsent(key, _ -> new ArrayList<>())
                    .add(message.at());
        }
        return message;
    }

    /** Whether a message says that the row with a key is gone. */
    boolean cover(Table table, Key key) {
        return !times(table, key).isEmpty();
    }

    /** Whether a message says so of {@code row}, and not of one that was there before it. */
    boolean cover(Table table, Key key, Map<String, KeyValue> row) {
        return times(table, key).stream()
                .anyMatch(at -> at.isEmpty()
                        || table.createdAt().isEmpty()
                        || created(row, table.createdAt().get()).isBefore(at.get()));
    }

    private List<Optional<Instant>> times(Table table, Key key) {
        return asked.getOrDefault(table, Map.of()).getOrDefault(key, List.of());
    }

    private static Instant created(Map<String, KeyValue> row, String column) {
        return LocalDateTime.parse(String.valueOf(row.get(column))).toInstant(ZoneOffset.UTC);
    }
}
