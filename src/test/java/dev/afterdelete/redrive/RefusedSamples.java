package dev.afterdelete.redrive;

import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import dev.afterdelete.wire.JsonMessageFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dead letters of several codes, in memory. */
public final class RefusedSamples {
    private final InMemoryDeadLetters letters = new InMemoryDeadLetters();
    private final InMemoryRefusedDebts debts = new InMemoryRefusedDebts();

    /** Twelve that are restricted, of which two are owed, two that cannot be read, and two that SQS moved. */
    public RefusedSamples() {
        for (var id = 1; id <= 12; id++) {
            var owed = id <= 2 ? ",\"outbox\":" + id : "";
            bury(
                    "{\"id\":%d,\"action\":\"deleted\"%s}".formatted(id, owed),
                    "RESTRICTED",
                    "rows of steps forbid it, for example the one with the key " + id);
            debts.refuse(id, "{\"id\":%d,\"action\":\"deleted\"}".formatted(id), "RESTRICTED");
            letters.passTime(Duration.ofMinutes(5));
        }
        bury(
                "{\"id\":7,\"action\":\"deleted\",\"tabel\":\"tags\"}",
                "UNKNOWN_FIELD",
                "a message has no field \"tabel\"");
        bury(
                "{\"id\":8,\"action\":\"deleted\",\"tabel\":\"tags\"}",
                "UNKNOWN_FIELD",
                "a message has no field \"tabel\"");
        letters.bury("{\"id\":9,\"action\":\"deleted\",\"table\":\"tags\"}", Map.of());
        letters.bury("{\"id\":10,\"action\":\"deleted\",\"table\":\"tags\"}", Map.of());
    }

    private void bury(String body, String code, String reason) {
        var attributes = new HashMap<String, String>();
        attributes.put(DeadLetterQueue.CODE_ATTRIBUTE, code);
        attributes.put(DeadLetterQueue.REASON_ATTRIBUTE, reason);
        attributes.put(
                DeadLetterQueue.MESSAGE_ID_ATTRIBUTE,
                "message-" + (letters.all().size() + 1));
        attributes.put(DeadLetterQueue.SENT_AT_ATTRIBUTE, "2026-01-31T08:29:58Z");
        attributes.put(DeadLetterQueue.FIRST_RECEIVED_AT_ATTRIBUTE, "2026-01-31T08:29:59Z");
        letters.bury(body, attributes);
    }

    /** Adds {@code count} more. */
    public void bury(int count) {
        for (var id = 1; id <= count; id++) {
            bury("{\"id\":%d,\"action\":\"deleted\"}".formatted(id + 100), "RESTRICTED", "rows forbid it");
        }
    }

    /** Adds one that nobody can read; returns its id. */
    public String bury(String body, String reason) {
        return letters.bury(
                body,
                Map.of(DeadLetterQueue.CODE_ATTRIBUTE, "MALFORMED_JSON", DeadLetterQueue.REASON_ATTRIBUTE, reason));
    }

    /** Removes all. */
    public void drain() {
        letters.remove(List.copyOf(letters.all()));
    }

    /** How many are left. */
    public int count() {
        return letters.all().size();
    }

    /** The redrive of them. */
    public RefusedMessages redrive() {
        var graph = new RelationGraph(
                List.of(Table.named("recipes"), Table.named("tags")), Optional.of(Table.named("recipes")), List.of());
        return new DeadLetterRedrive(
                letters, debts, new JsonMessageFormat(graph, () -> "made up"), Duration.ofMinutes(1));
    }
}
