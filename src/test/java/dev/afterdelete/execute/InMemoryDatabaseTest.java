package dev.afterdelete.execute;

import dev.afterdelete.graph.KeyValue;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

class InMemoryDatabaseTest extends DatabaseContract {
    private final InMemoryDatabase database = new InMemoryDatabase();

    @Override
    protected Database open() {
        return database;
    }

    @Override
    protected void insertParent(BigInteger id, boolean deleted) {
        database.insert(
                "parents",
                new Row(Map.of("id", new KeyValue.IntegerValue(id), "is_deleted", KeyValue.of(deleted ? 1 : 0))));
    }

    @Override
    protected void insertChild(long id, @Nullable Long parent, @Nullable Long other, String colour) {
        var columns = new TreeMap<String, KeyValue>();
        columns.put("id", KeyValue.of(id));
        columns.put("colour", KeyValue.of(colour));
        if (parent != null) {
            columns.put("parent_id", KeyValue.of(parent));
        }
        if (other != null) {
            columns.put("other_id", KeyValue.of(other));
        }
        database.insert("children", new Row(columns));
    }

    @Override
    protected void insertPair(long a, String b) {
        database.insert("pairs", Row.of("a", a, "b", b));
    }

    @Override
    protected void insertBlob(String hex) {
        database.insert("blobs", new Row(Map.of("id", new KeyValue.BinaryValue(hex))));
    }

    @Override
    protected Set<Long> debts() {
        return database.owedMessages().keySet();
    }
}
