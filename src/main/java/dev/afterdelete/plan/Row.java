package dev.afterdelete.plan;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Table;
import java.util.Optional;

/**
 * What messages are about, when they are held against each other.
 *
 * @param shard on which it lies: rows of several shards may have one key; empty where the table is not sharded
 */
record Row(Table table, Optional<KeyValue> shard, Key key) {
    static Row of(CascadeMessage message, Key key) {
        return new Row(message.table(), message.shardOf(key), key);
    }
}
