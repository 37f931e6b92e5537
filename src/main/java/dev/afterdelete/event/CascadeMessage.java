package dev.afterdelete.event;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened to rows of one table, as delivered: at least once, in any order.
 *
 * @param table the declared table
 * @param change what happened to the rows
 * @param keys the rows, 1 to {@link #MAX_KEYS}, each with one value for each key column of the table, in its type
 * @param at when it happened; guards use it
 * @param envelope what the message carries along
 */
public record CascadeMessage(Table table, Change change, List<Key> keys, Optional<Instant> at, Envelope envelope) {
    /** The most rows that one message may name. */
    public static final int MAX_KEYS = 1_000;

    public CascadeMessage {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.size() > MAX_KEYS) {
            throw new IllegalArgumentException("a message names 1 to %d rows, not %d".formatted(MAX_KEYS, keys.size()));
        }
        if (change instanceof Change.Rekeyed && keys.size() > 1) {
            throw new IllegalArgumentException("a key update is of one row");
        }
        for (var key : keys) {
            if (!key.values().stream().map(KeyValue::type).toList().equals(table.keyTypes())) {
                throw new IllegalArgumentException("a key of " + table.name() + " has the types " + table.keyTypes());
            }
        }
    }

    /** What was done to the rows, as a message says it. */
    public Action action() {
        return change.action();
    }

    /**
     * The message that carries on with {@code rest}, the rows that are not done yet: same cascade, tenant, debt and
     * approval.
     */
    public CascadeMessage continuation(List<Key> rest) {
        return new CascadeMessage(table, change.withoutDescent(), rest, at, envelope);
    }

    /** This message about deleted rows, with the way down that was found. */
    public CascadeMessage descended(Change.Descent descent) {
        return change instanceof Change.Deleted(var unique, var _)
                ? new CascadeMessage(table, new Change.Deleted(unique, Optional.of(descent)), keys, at, envelope)
                : this;
    }

    /** This message about one deleted row, with what its unique columns beside the key held. */
    public CascadeMessage knowing(Map<String, Optional<KeyValue>> unique) {
        return unique.isEmpty()
                ? this
                : new CascadeMessage(table, new Change.Deleted(Map.of(keys.getFirst(), unique)), keys, at, envelope);
    }

    /** This message, with copying carried on from {@code position}. */
    public CascadeMessage copied(Change.CopyPosition position) {
        return new CascadeMessage(table, new Change.Updated(Optional.of(position)), keys, at, envelope);
    }

    /** This message, owed to the outbox row {@code id}, which it is the first to carry. */
    public CascadeMessage owedTo(long id) {
        return owing(Envelope.Debt.of(id));
    }

    /** This message, owed to an outbox row. */
    public CascadeMessage owing(Envelope.Debt debt) {
        return new CascadeMessage(table, change, keys, at, envelope.owing(debt));
    }

    /** This message, with another approval. */
    public CascadeMessage with(Envelope.Approval approval) {
        return new CascadeMessage(table, change, keys, at, envelope.with(approval));
    }

    /** This message, owed to nobody. */
    public CascadeMessage withoutDebt() {
        return new CascadeMessage(table, change, keys, at, envelope.withoutDebt());
    }
}
