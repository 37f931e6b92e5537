package dev.afterdelete.event;

import static dev.afterdelete.fault.FaultCode.CONFLICTING_FIELDS;
import static dev.afterdelete.fault.FaultCode.INVALID_FIELD;
import static dev.afterdelete.fault.FaultCode.INVALID_KEY;
import static dev.afterdelete.fault.FaultCode.MISSING_FIELD;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

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
        var shards = byShard(table, keys, envelope);
        if (shards.size() > 1 && envelope.debt().isPresent()) {
            throw FaultException.of(
                    CONFLICTING_FIELDS,
                    "\"outbox\": what a row of the outbox owes lies on one shard, and the keys lie on "
                            + shards.size());
        }
        if (change instanceof Change.Rekeyed(var previous, var _)) {
            requireStays(table, previous, shards.firstEntry().getKey());
        }
        envelope = envelope.debt().isPresent()
                ? envelope.owing(envelope.debt().get().on(shards.firstEntry().getKey()))
                : envelope;
    }

    /** A row that gets another shard is deleted on the one and inserted on the other: no update of its children. */
    private static void requireStays(Table table, Map<String, Optional<KeyValue>> previous, Optional<KeyValue> shard) {
        table.shardBy()
                .map(KeyColumn::name)
                .filter(column ->
                        previous.containsKey(column) && !previous.get(column).equals(shard))
                .ifPresent(column -> {
                    throw FaultException.of(
                            INVALID_FIELD,
                            "\"previous\": %s says on which shard a row of %s lies, and cannot change: delete the row there, and insert it here"
                                    .formatted(column, table.name()));
                });
    }

    private static SequencedMap<Optional<KeyValue>, List<Key>> byShard(Table table, List<Key> keys, Envelope envelope) {
        var byShard = new LinkedHashMap<Optional<KeyValue>, List<Key>>();
        if (table.shardBy().isEmpty()) {
            byShard.put(Optional.empty(), keys);
            return byShard;
        }
        var column = table.shardBy().get();
        var named = envelope.tenant().map(tenant -> shardNamed(table, column, tenant));
        keys.forEach(
                key -> byShard.computeIfAbsent(Optional.of(shardOf(table, column, key, named)), _ -> new ArrayList<>())
                        .add(key));
        return byShard;
    }

    private static KeyValue shardOf(Table table, KeyColumn column, Key key, Optional<KeyValue> named) {
        var shard = table.shardOf(key).or(() -> named);
        if (shard.isEmpty()) {
            throw FaultException.of(
                    MISSING_FIELD,
                    "\"tenant\": expected the %s of the row, by which %s is sharded; its key does not say it"
                            .formatted(column.name(), table.name()));
        }
        if (named.isPresent() && !named.equals(shard)) {
            throw FaultException.of(
                    CONFLICTING_FIELDS,
                    "\"tenant\" names another %s than the key of %s".formatted(column.name(), table.name()));
        }
        return shard.get();
    }

    private static KeyValue shardNamed(Table table, KeyColumn column, String tenant) {
        try {
            return table.shardNamed(tenant);
        } catch (IllegalArgumentException unfit) {
            throw new FaultException(
                    new Fault(
                            INVALID_FIELD,
                            "\"tenant\": %s.%s, by which the table is sharded, is declared as %s, and this is none"
                                    .formatted(
                                            table.name(),
                                            column.name(),
                                            column.type().word())),
                    unfit);
        }
    }

    /** The shard on which a row of this message lies: its key says it, or the tenant; empty where none is sharded. */
    public Optional<KeyValue> shardOf(Key key) {
        return byShard(table, List.of(key), envelope).firstEntry().getKey();
    }

    /**
     * The keys by the shard on which their rows lie, in the order of their first; all together where none is sharded.
     */
    public SequencedMap<Optional<KeyValue>, List<Key>> keysByShard() {
        return byShard(table, keys, envelope);
    }

    /**
     * The one shard on which all of its rows lie; empty where the table is not sharded.
     *
     * @throws FaultException permanent: they lie on several
     */
    public Optional<KeyValue> shard() {
        var shards = keysByShard();
        if (shards.size() > 1) {
            throw FaultException.of(
                    INVALID_KEY,
                    "expected rows of %s on one shard, found some of %d".formatted(table.name(), shards.size()));
        }
        return shards.firstEntry().getKey();
    }

    /** What was done to the rows, as a message says it. */
    public Action action() {
        return change.action();
    }

    /**
     * Whether all that {@code other} asks for is done when this one is: the same was done to its rows, this one names
     * all of them, and no row is too new for this one that is not for the other.
     */
    public boolean covers(CascadeMessage other) {
        return table.equals(other.table)
                && change.isLike(other.change)
                && isAsLateAs(other)
                && keysByShard().keySet().equals(other.keysByShard().keySet())
                && new HashSet<>(keys).containsAll(other.keys);
    }

    private boolean isAsLateAs(CascadeMessage other) {
        return at.isEmpty() || other.at.filter(owed -> !at.get().isBefore(owed)).isPresent();
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
