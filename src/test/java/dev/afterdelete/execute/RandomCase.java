package dev.afterdelete.execute;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A random declaration, random rows for it and random messages that rows were deleted, all from one seed.
 *
 * @param graph up to 8 tables
 * @param rows by table
 * @param messages up to 12, some of them about the same rows or about rows that never were
 */
record RandomCase(RelationGraph graph, Map<String, List<Row>> rows, List<CascadeMessage> messages) {
    static RandomCase of(RandomGenerator random) {
        return of(RandomGraph.of(random), random);
    }

    static RandomCase of(RelationGraph graph, RandomGenerator random) {
        var messages = IntStream.rangeClosed(0, random.nextInt(12))
                .mapToObj(number -> message(
                        number, graph.tables().get(random.nextInt(graph.tables().size())), random))
                .toList();
        return new RandomCase(graph, rows(graph, random), messages);
    }

    /** A copy of the rows that the referee may change. */
    Map<String, List<Map<String, KeyValue>>> copyOfRows() {
        var copy = new TreeMap<String, List<Map<String, KeyValue>>>();
        rows.forEach((table, some) -> copy.put(
                table,
                some.stream()
                        .map(row -> (Map<String, KeyValue>) new TreeMap<>(row.columns()))
                        .collect(Collectors.toCollection(ArrayList::new))));
        return copy;
    }

    /** The same with fewer messages. */
    RandomCase withMessages(List<CascadeMessage> fewer) {
        return new RandomCase(graph, rows, fewer);
    }

    /** The same with fewer rows. */
    RandomCase withRows(Map<String, List<Row>> fewer) {
        return new RandomCase(graph, fewer, messages);
    }

    /** As a person reads it who has to find out what is wrong. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        graph.relations()
                .forEach(relation -> text.append("\n  ")
                        .append(relation.name())
                        .append(" -> ")
                        .append(relation.parent().name())
                        .append(relation.parentColumns())
                        .append(relation.when())
                        .append(relation.onDelete())
                        .append(relation.onUpdate()));
        rows.forEach((table, some) ->
                some.forEach(row -> text.append("\n  ").append(table).append(new TreeMap<>(row.columns()))));
        messages.forEach(message -> text.append("\n  ")
                .append(message.action())
                .append(message.table().name())
                .append(message.keys()));
        return text.toString();
    }

    static Map<String, List<Row>> rows(RelationGraph graph, RandomGenerator random) {
        var rows = new HashMap<String, List<Row>>();
        for (var table : graph.tables()) {
            var numbers = IntStream.range(0, RandomGraph.KEYS).boxed().collect(Collectors.toCollection(ArrayList::new));
            Collections.shuffle(numbers, new Random(random.nextLong()));
            rows.put(
                    table.name(),
                    numbers.subList(0, random.nextInt(RandomGraph.KEYS)).stream()
                            .map(number -> row(graph, table, number, random))
                            .toList());
        }
        return rows;
    }

    private static Row row(RelationGraph graph, Table table, int number, RandomGenerator random) {
        var columns = new TreeMap<String, KeyValue>();
        for (var relation : graph.relations()) {
            if (!relation.child().equals(table)) {
                continue;
            }
            put(
                    columns,
                    relation.columns(),
                    RandomGraph.values(relation.parent(), relation.parentColumns(), random.nextInt(RandomGraph.KEYS)));
            if (random.nextInt(8) == 0) {
                columns.remove(relation.columns().getLast());
            }
            relation.where().forEach(constant -> columns.put(constant.column(), KeyValue.of("K" + random.nextInt(2))));
        }
        put(columns, table.keyColumns(), RandomGraph.values(table, table.keyColumns(), number));
        table.unique().forEach(column -> {
            if (random.nextInt(5) > 0) {
                put(columns, List.of(column.name()), RandomGraph.values(table, List.of(column.name()), number));
            }
        });
        return new Row(columns);
    }

    private static CascadeMessage message(int number, Table table, RandomGenerator random) {
        var keys = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(_ -> RandomGraph.values(table, table.keyColumns(), random.nextInt(RandomGraph.KEYS)))
                .distinct()
                .toList();
        return new CascadeMessage(table, unique(table, keys), keys, Optional.empty(), Envelope.of("c" + number));
    }

    /** Says of every row that its unique columns are NULL, which counts only when the row is gone. */
    private static Change unique(Table table, List<Key> keys) {
        if (table.unique().isEmpty()) {
            return Change.Deleted.BY_KEY;
        }
        var nothing = new HashMap<String, Optional<KeyValue>>();
        table.unique().forEach(column -> nothing.put(column.name(), Optional.empty()));
        return new Change.Deleted(keys.stream().collect(Collectors.toMap(key -> key, _ -> nothing)));
    }

    static void put(Map<String, KeyValue> columns, List<String> names, Key key) {
        for (var place = 0; place < names.size(); place++) {
            columns.put(names.get(place), key.values().get(place));
        }
    }
}
