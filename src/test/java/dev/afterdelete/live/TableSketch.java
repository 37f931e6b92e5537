package dev.afterdelete.live;

import dev.afterdelete.live.LiveColumn.Upkeep;
import dev.afterdelete.live.LiveForeignKey.Rule;
import dev.afterdelete.live.LiveTable.Engine;
import dev.afterdelete.live.LiveTable.NotStored;
import dev.afterdelete.live.LiveTable.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A table made by hand, as a server would describe it. Types read as in SQL, with a collation behind them. */
public final class TableSketch {
    private static final Pattern TYPE =
            Pattern.compile("([a-z]+)(\\((.*?)\\))?( unsigned)?( ((?:utf8|latin|ascii)\\w+))?");

    private final String name;
    private final List<LiveColumn> columns = new ArrayList<>();
    private final List<LiveIndex> indexes = new ArrayList<>();
    private final List<LiveForeignKey> foreignKeys = new ArrayList<>();
    private final List<LiveTrigger> triggers = new ArrayList<>();
    private Storage storage = new Engine("InnoDB", true, 0);
    private List<String> vindex = List.of();

    private TableSketch(String name) {
        this.name = name;
    }

    /** A table without columns. */
    public static TableSketch table(String name) {
        return new TableSketch(name);
    }

    /** A table with a key {@code id BIGINT}. */
    public static TableSketch keyed(String name) {
        return table(name).with("id", "bigint").primary("id");
    }

    /** A database whose server tells upper and lower case apart in names of tables. */
    public static LiveDatabase database(TableSketch... tables) {
        return new LiveDatabase(
                "app",
                false,
                Routing.DIRECT,
                Stream.of(tables).map(TableSketch::live).toList());
    }

    /** A database whose server does not. */
    public static LiveDatabase foldingDatabase(TableSketch... tables) {
        return new LiveDatabase(
                "app",
                true,
                Routing.DIRECT,
                Stream.of(tables).map(TableSketch::live).toList());
    }

    /** A database whose tables lie on several shards. */
    public static LiveDatabase shardedDatabase(TableSketch... tables) {
        return new LiveDatabase(
                "app",
                false,
                Routing.of(Shards.MANY),
                Stream.of(tables).map(TableSketch::live).toList());
    }

    /** With a column that is NOT NULL. */
    public TableSketch with(String column, String type) {
        columns.add(new LiveColumn(column, type(type), false, Upkeep.WRITTEN));
        return this;
    }

    /** With a column that may be NULL. */
    public TableSketch nullable(String column, String type) {
        columns.add(new LiveColumn(column, type(type), true, Upkeep.WRITTEN));
        return this;
    }

    /** With a column that the database computes. */
    public TableSketch generated(String column, String type) {
        columns.add(new LiveColumn(column, type(type), true, Upkeep.COMPUTED));
        return this;
    }

    /** With a column that may be NULL, and gets the time of each update. */
    public TableSketch stamped(String column, String type) {
        columns.add(new LiveColumn(column, type(type), true, Upkeep.STAMPED));
        return this;
    }

    /** With a primary key. */
    public TableSketch primary(String... key) {
        indexes.add(new LiveIndex("PRIMARY", LiveIndex.Kind.UNIQUE, List.of(key)));
        return this;
    }

    /** With a unique index. */
    public TableSketch unique(String... key) {
        indexes.add(new LiveIndex(String.join("_", key), LiveIndex.Kind.UNIQUE, List.of(key)));
        return this;
    }

    /** With an index. */
    public TableSketch index(String... key) {
        indexes.add(new LiveIndex(String.join("_", key), LiveIndex.Kind.PLAIN, List.of(key)));
        return this;
    }

    /** With an index that holds the beginning of a text only, by a collation to which that says little. */
    public TableSketch prefixIndex(String column) {
        var columns = List.of(column);
        indexes.add(new LiveIndex(column, LiveIndex.Kind.PLAIN, columns, columns));
        return this;
    }

    /** With a foreign key on one column, called {@code fk_COLUMN}. */
    public TableSketch foreignKey(String column, String parent, String parentColumn, Rule onDelete) {
        return foreignKey("fk_" + column, List.of(column), parent, List.of(parentColumn), onDelete, Rule.RESTRICT);
    }

    /** With a foreign key. */
    public TableSketch foreignKey(
            String key, List<String> own, String parent, List<String> referred, Rule onDelete, Rule onUpdate) {
        foreignKeys.add(new LiveForeignKey(key, own, parent, referred, onDelete, onUpdate));
        return this;
    }

    /** With a trigger. */
    public TableSketch trigger(String trigger, String event) {
        triggers.add(new LiveTrigger(trigger, event));
        return this;
    }

    /** On several shards, computed from these columns. */
    public TableSketch shardedBy(String... from) {
        vindex = List.of(from);
        return this;
    }

    /** Kept by an engine that cannot roll back. */
    public TableSketch myIsam() {
        storage = new Engine("MyISAM", false, 0);
        return this;
    }

    /** With so many rows. */
    public TableSketch rows(long approximately) {
        storage = new Engine("InnoDB", true, approximately);
        return this;
    }

    /** A view. */
    public TableSketch view() {
        storage = new NotStored();
        return this;
    }

    /** The table. */
    public LiveTable live() {
        return new LiveTable(name, storage, columns, indexes, foreignKeys, triggers, vindex);
    }

    /** The type that is written so. */
    public static ColumnType type(String text) {
        var parts = TYPE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a type: " + text);
        }
        var dataType = parts.group(1);
        var isText = dataType.endsWith("char") || dataType.endsWith("text") || dataType.equals("enum");
        var collation = parts.group(6) == null ? "utf8mb4_0900_ai_ci" : parts.group(6);
        var length = parts.group(3) != null && parts.group(3).matches("[0-9]+") && !dataType.endsWith("int");
        return new ColumnType(
                dataType,
                text.replace(" " + collation, ""),
                length ? OptionalLong.of(Long.parseLong(parts.group(3))) : OptionalLong.empty(),
                isText ? Optional.of(collation.split("_", 2)[0]) : Optional.empty(),
                isText ? Optional.of(collation) : Optional.empty());
    }
}
