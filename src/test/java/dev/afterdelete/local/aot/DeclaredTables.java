package dev.afterdelete.local.aot;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete.Restrict;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import dev.afterdelete.serve.MessageMaker;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables as a declaration describes them, with one row in each that refers to all the others, and the messages which
 * delete these rows.
 */
final class DeclaredTables {
    private static final String TIME = "DATETIME NULL";

    private final RelationGraph graph;

    DeclaredTables(RelationGraph graph) {
        this.graph = graph;
    }

    /** SQL that creates the tables and their rows, in a database without any. */
    String sql() {
        return graph.tables().stream()
                .map(table -> create(table) + "\n" + insert(table))
                .collect(Collectors.joining("\n"));
    }

    /** A message for each row. */
    List<CascadeMessage> messages() {
        var messages = new MessageMaker(InstantSource.system(), () -> "training");
        return graph.tables().stream()
                .map(table -> messages.deleted(table, List.of(keyOf(table)), tenantOf(table)))
                .toList();
    }

    private String create(Table table) {
        var columns =
                columns(table).entrySet().stream().map(column -> quoted(column.getKey()) + " " + column.getValue());
        var primary = "PRIMARY KEY " + list(table.address().stream().map(KeyColumn::name));
        var unique = graph.relationsTo(table).stream()
                .filter(relation -> !relation.reference().isToKey())
                .map(relation -> table.onShard(relation.parentColumns()))
                .distinct()
                .map(names -> "UNIQUE KEY " + list(names.stream()));
        var references = held(table).map(Relation::columns).distinct().map(names -> "KEY " + list(names.stream()));
        return Stream.of(columns, Stream.of(primary), unique, references)
                .flatMap(parts -> parts)
                .collect(Collectors.joining(",\n  ", "CREATE TABLE " + quoted(table.name()) + " (\n  ", "\n);"));
    }

    private Map<String, String> columns(Table table) {
        var columns = new LinkedHashMap<String, String>();
        table.address().forEach(column -> columns.putIfAbsent(column.name(), type(column.type()) + " NOT NULL"));
        table.unique().forEach(column -> columns.putIfAbsent(column.name(), type(column.type())));
        table.softDelete().ifPresent(mark -> columns.putIfAbsent(mark.column(), type(mark.form())));
        table.createdAt().ifPresent(column -> columns.putIfAbsent(column, TIME));
        held(table).forEach(relation -> {
            var types = relation.reference().types();
            for (var place = 0; place < types.size(); place++) {
                columns.putIfAbsent(relation.columns().get(place), type(types.get(place)));
            }
            relation.where()
                    .forEach(constant -> columns.putIfAbsent(
                            constant.column(), type(constant.value().type())));
            relation.copies().forEach(copy -> columns.putIfAbsent(copy.column(), type(KeyType.STRING)));
        });
        graph.relationsTo(table)
                .forEach(relation -> relation.copies()
                        .forEach(copy -> columns.putIfAbsent(copy.parentColumn(), type(KeyType.STRING))));
        return columns;
    }

    private Stream<Relation> held(Table table) {
        return graph.relations().stream().filter(relation -> relation.child().equals(table));
    }

    private String insert(Table table) {
        var values = new LinkedHashMap<String, String>();
        held(table)
                .filter(relation -> !(relation.onDelete() instanceof Restrict))
                .forEach(relation -> {
                    var types = relation.reference().types();
                    for (var place = 0; place < types.size(); place++) {
                        values.put(relation.columns().get(place), literal(sample(types.get(place))));
                    }
                });
        held(table)
                .map(Relation::where)
                .flatMap(List::stream)
                .forEach(constant -> values.put(constant.column(), literal(constant.value())));
        Stream.concat(table.address().stream(), table.unique().stream())
                .forEach(column -> values.put(column.name(), literal(sample(column.type()))));
        return "INSERT INTO %s %s VALUES (%s);"
                .formatted(quoted(table.name()), list(values.keySet().stream()), String.join(", ", values.values()));
    }

    /** The key of the row of a table. */
    static Key keyOf(Table table) {
        return new Key(table.keyTypes().stream().map(DeclaredTables::sample).toList());
    }

    /** Whose the row of a table is; empty where the table has no shards. */
    static Optional<String> tenantOf(Table table) {
        return table.shardBy().map(column -> sample(column.type()).toString());
    }

    private static KeyValue sample(KeyType type) {
        return switch (type) {
            case INTEGER -> KeyValue.of(1);
            case STRING -> KeyValue.of("sample");
            case BINARY -> new KeyValue.BinaryValue("0a");
        };
    }

    private static String literal(KeyValue value) {
        return switch (value) {
            case KeyValue.IntegerValue(var number) -> number.toString();
            case KeyValue.StringValue(var text) ->
                "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
            case KeyValue.BinaryValue(var hex) -> "x'" + hex + "'";
        };
    }

    private static String type(KeyType type) {
        return switch (type) {
            case INTEGER -> "BIGINT";
            case STRING -> "VARCHAR(100)";
            case BINARY -> "VARBINARY(100)";
        };
    }

    private static String type(SoftDelete.Form form) {
        return switch (form) {
            case SoftDelete.Form.IsTrue _ -> "BOOLEAN NOT NULL DEFAULT FALSE";
            case SoftDelete.Form.NotNull _ -> TIME;
            case SoftDelete.Form.Equals(var value) -> type(value.type());
        };
    }

    private static String list(Stream<String> names) {
        return names.map(DeclaredTables::quoted).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
