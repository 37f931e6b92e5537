package dev.afterdelete.jdbc;

import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.ToIntFunction;

/**
 * On which shards the rows of {@code afterdelete_outbox} lie: beside the rows that they are about. A row is changed in
 * a transaction of its shard; where it lies is found out before, without one.
 */
final class OutboxShards {
    private final JdbcSession session;
    private final Optional<KeyType> type;

    /** @param type of the column {@code shard_key}; empty where no table is sharded, and there is no such column */
    OutboxShards(JdbcSession session, Optional<KeyType> type) {
        this.session = session;
        this.type = type;
    }

    /** Binds values to a statement's first parameters. */
    interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /**
     * How many of the rows that a condition names lie on which shard.
     *
     * @param found what stands behind {@code FROM afterdelete_outbox}, with a limit
     * @param limit the same limit; the answer where no table is sharded
     * @return in the order in which they were found
     */
    SequencedMap<OutboxShard, Integer> count(String found, Binding binding, int limit) {
        var counts = new LinkedHashMap<OutboxShard, Integer>();
        if (type.isEmpty()) {
            counts.put(OutboxShard.NONE, limit);
            return counts;
        }
        shards(found, binding).forEach(shard -> counts.merge(shard, 1, Integer::sum));
        return counts;
    }

    /** The column by which rows are grouped first, in a GROUP BY; nothing where no table is sharded. */
    String groupedBy() {
        return type.isPresent() ? OutboxShard.COLUMN + "," : "";
    }

    /**
     * Changes rows of each shard in a transaction of its own.
     *
     * @param changed how many were changed on a shard
     * @return how many in all
     */
    static int sum(Collection<OutboxShard> shards, ToIntFunction<OutboxShard> changed) {
        return shards.stream().mapToInt(changed).sum();
    }

    private List<OutboxShard> shards(String found, Binding binding) {
        return session.read(connection -> {
            var text = "SELECT " + OutboxShard.COLUMN + " FROM afterdelete_outbox " + found;
            try (var query = session.directives().ofWalk().prepare(connection, text)) {
                binding.bind(query);
                var shards = new ArrayList<OutboxShard>();
                try (var row = query.executeQuery()) {
                    while (row.next()) {
                        var value = KeyBinding.read(row, List.of(type.orElseThrow()));
                        shards.add(new OutboxShard(Optional.of(value.values().getFirst())));
                    }
                }
                return shards;
            }
        });
    }

    /**
     * The part of a statement that says on which shard rows lie.
     *
     * @param value what their {@code shard_key} holds; empty where there is none, and then the part is empty too
     */
    record OutboxShard(Optional<KeyValue> value) {
        static final OutboxShard NONE = new OutboxShard(Optional.empty());
        private static final String COLUMN = "shard_key";

        /** The one on which all of some rows lie. */
        static OutboxShard of(Collection<Debt> debts) {
            var shards = debts.stream().map(Debt::shard).distinct().toList();
            if (shards.size() != 1) {
                throw new IllegalArgumentException("outbox rows of one statement lie on one shard");
            }
            return new OutboxShard(shards.getFirst());
        }

        /** The column behind others, in an INSERT. */
        String column() {
            return value.isPresent() ? ", " + COLUMN : "";
        }

        /** Its place behind others, in an INSERT. */
        String mark() {
            return value.isPresent() ? ", ?" : "";
        }

        /** The condition behind others. */
        String condition() {
            return value.isPresent() ? " AND " + COLUMN + " = ?" : "";
        }

        /** Binds the value, if there is one, and returns the place behind it. */
        int bind(PreparedStatement statement, int place) throws SQLException {
            if (value.isEmpty()) {
                return place;
            }
            KeyBinding.bind(statement, place, value.get());
            return place + 1;
        }
    }
}
