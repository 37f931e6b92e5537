package dev.afterdelete.graph;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A declared table.
 *
 * @param name as in the database
 * @param key the columns that name one row, at least one; the default is an integer {@code id}
 * @param unique further columns that children refer to, alone or together, in place of the key; empty for most
 * @param softDelete how a row is marked as deleted, if the table does that
 * @param onLiveParent what a {@code deleted} message means for a row that still stands
 * @param traits what else is particular about the table
 */
public record Table(
        String name,
        List<KeyColumn> key,
        List<KeyColumn> unique,
        Optional<SoftDelete> softDelete,
        OnLiveParent onLiveParent,
        Traits traits) {
    /**
     * What is particular about a table.
     *
     * @param zeroKey whether a key that is 0 or empty is a row like any other, not "not set"
     * @param api whether the HTTP API has a route for this table
     * @param createdAt the column that says when a row was created, by which a row that came back is told apart
     * @param cap the most rows that a cascade which begins at a row of this table may touch, 1 to {@link #MAX_CAP}
     * @param shardBy the column whose value says on which shard a row lies; keys are unique beside it
     */
    public record Traits(
            boolean zeroKey, boolean api, Optional<String> createdAt, OptionalLong cap, Optional<KeyColumn> shardBy) {
        /** Nothing is. */
        public static final Traits NONE = new Traits(false, false);

        public Traits {
            createdAt.ifPresent(Identifiers::require);
            cap.ifPresent(rows -> {
                if (rows < 1 || rows > MAX_CAP) {
                    throw new IllegalArgumentException("a cap is 1 to %d rows, not %d".formatted(MAX_CAP, rows));
                }
            });
        }

        /** Without a guard of its own. */
        public Traits(boolean zeroKey, boolean api) {
            this(zeroKey, api, Optional.empty(), OptionalLong.empty(), Optional.empty());
        }
    }

    /** The largest cap: so many rows can be counted before a cascade begins. */
    public static final long MAX_CAP = 1_000_000;

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public Table {
        Identifiers.require(name);
        key = List.copyOf(key);
        unique = List.copyOf(unique);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("table " + name + " needs at least one key column");
        }
        requireOneType(Stream.concat(key.stream(), unique.stream()), traits.shardBy());
    }

    private static void requireOneType(Stream<KeyColumn> columns, Optional<KeyColumn> shardBy) {
        columns.filter(known -> shardBy.filter(
                                column -> known.name().equals(column.name()) && known.type() != column.type())
                        .isPresent())
                .forEach(known -> {
                    throw new IllegalArgumentException(
                            "the shard column %s is %s".formatted(known.name(), known.type()));
                });
    }

    /** The table of this name with an integer key {@code id} and nothing else declared. */
    public static Table named(String name) {
        return named(name, List.of(new KeyColumn("id", KeyType.INTEGER)));
    }

    /** The table of this name and key with nothing else declared. */
    public static Table named(String name, List<KeyColumn> key) {
        return new Table(name, key, List.of(), Optional.empty(), OnLiveParent.DELETE, Traits.NONE);
    }

    /** This table, with further columns that children refer to. */
    public Table unique(List<KeyColumn> columns) {
        return new Table(name, key, columns, softDelete, onLiveParent, traits);
    }

    /** This table, with a way to mark rows as deleted. */
    public Table softDelete(SoftDelete how) {
        return new Table(name, key, unique, Optional.of(how), onLiveParent, traits);
    }

    /** This table, with another answer to a {@code deleted} message whose row still stands. */
    public Table onLiveParent(OnLiveParent answer) {
        return new Table(name, key, unique, softDelete, answer, traits);
    }

    /** This table, with other particulars. */
    public Table traits(Traits particulars) {
        return new Table(name, key, unique, softDelete, onLiveParent, particulars);
    }

    /** This table, with a column that says when a row was created. */
    public Table createdAt(String column) {
        return traits(new Traits(zeroKey(), api(), Optional.of(column), cap(), shardBy()));
    }

    /** This table, with the most rows that a cascade may touch. */
    public Table cap(long rows) {
        return traits(new Traits(zeroKey(), api(), createdAt(), OptionalLong.of(rows), shardBy()));
    }

    /** This table, with a column that says on which shard a row lies. */
    public Table shardBy(KeyColumn column) {
        return traits(new Traits(zeroKey(), api(), createdAt(), cap(), Optional.of(column)));
    }

    /** Whether a key that is 0 or empty is a row like any other. */
    public boolean zeroKey() {
        return traits.zeroKey();
    }

    /** Whether the HTTP API has a route for this table. */
    public boolean api() {
        return traits.api();
    }

    /** The column that says when a row was created; empty where none is declared. */
    public Optional<String> createdAt() {
        return traits.createdAt();
    }

    /** The most rows that a cascade which begins here may touch; empty where any number may. */
    public OptionalLong cap() {
        return traits.cap();
    }

    /** The column whose value says on which shard a row lies; empty where all lie on one server. */
    public Optional<KeyColumn> shardBy() {
        return traits.shardBy();
    }

    /**
     * The shard on which a row lies, as far as its key says it.
     *
     * @return empty where the shard column is no part of the key, or there is none
     */
    public Optional<KeyValue> shardOf(Key row) {
        return shardBy()
                .map(column -> keyColumns().indexOf(column.name()))
                .filter(place -> place >= 0)
                .map(place -> row.values().get(place));
    }

    /**
     * The shard that a tenant names: its value in the shard column's type, and of bytes also the text of a UUID.
     *
     * @throws IllegalArgumentException when the column cannot hold it
     */
    public KeyValue shardNamed(String tenant) {
        var type = shardBy().orElseThrow().type();
        return KeyValue.parse(
                type, type == KeyType.BINARY && UUID.matcher(tenant).matches() ? tenant.replace("-", "") : tenant);
    }

    /**
     * The columns that name one row among those of all shards: the shard column, unless the key contains it, and those
     * of the key.
     */
    public List<KeyColumn> address() {
        return Stream.concat(shardBy().filter(column -> !key.contains(column)).stream(), key.stream())
                .toList();
    }

    /**
     * Columns, and the shard column unless it is among them: what is unique on each shard is unique as these together.
     */
    public List<String> onShard(List<String> columns) {
        return Stream.concat(
                        columns.stream(),
                        shardBy().map(KeyColumn::name).stream()
                                .filter(name -> columns.stream().noneMatch(name::equalsIgnoreCase)))
                .toList();
    }

    /**
     * A row, and on which shard it lies.
     *
     * @param shard empty where the table is not sharded
     */
    public record Row(Optional<KeyValue> shard, Key key) {}

    /** The row that has an {@link #address}. */
    public Row at(Key row) {
        var values = row.values();
        var own = new Key(values.subList(values.size() - key.size(), values.size()));
        return new Row(shardBy().map(_ -> shardOf(own).orElseGet(values::getFirst)), own);
    }

    /** The names of the key columns, in declared order. */
    public List<String> keyColumns() {
        return key.stream().map(KeyColumn::name).toList();
    }

    /** The types of the key columns, in declared order. */
    public List<KeyType> keyTypes() {
        return key.stream().map(KeyColumn::type).toList();
    }

    /** Every column that a child may refer to: those of the key, then the other ones. */
    public List<KeyColumn> columns() {
        return Stream.concat(key.stream(), unique.stream()).toList();
    }

    /**
     * The type of a column that a child may refer to.
     *
     * @throws IllegalArgumentException when the column is not declared
     */
    public KeyType typeOf(String column) {
        return columns().stream()
                .filter(known -> known.name().equals(column))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("table %s does not declare the column %s".formatted(name, column)))
                .type();
    }
}
