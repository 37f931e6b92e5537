package dev.afterdelete.execute;

import dev.afterdelete.event.Change;
import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnLiveParent;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A random declaration without cycles, random rows for it and random messages, all from one seed. Tables may have
 * composite keys, two references to one parent, polymorphic references and NULL in them.
 *
 * @param graph up to 8 tables
 * @param rows by table
 * @param messages up to 12, some of them about the same rows or about rows that never were
 */
record RandomCase(RelationGraph graph, Map<String, List<Row>> rows, List<CascadeMessage> messages) {
    private static final int KEYS = 14;

    static RandomCase of(RandomGenerator random) {
        var tables = IntStream.rangeClosed(0, random.nextInt(1, 8))
                .mapToObj(number -> table(number, random))
                .toList();
        var graph = new RelationGraph(tables, Optional.of(tables.getFirst()), relations(tables, random));
        var messages = IntStream.rangeClosed(0, random.nextInt(12))
                .mapToObj(number -> message(number, tables.get(random.nextInt(tables.size())), random))
                .toList();
        return new RandomCase(graph, rows(graph, random), messages);
    }

    /** A copy of the rows that the referee may change. */
    Map<String, List<Row>> copyOfRows() {
        var copy = new TreeMap<String, List<Row>>();
        rows.forEach((table, some) -> copy.put(table, new ArrayList<>(some)));
        return copy;
    }

    private static Table table(int number, RandomGenerator random) {
        var key = random.nextInt(4) == 0
                ? List.of(new KeyColumn("a", KeyType.INTEGER), new KeyColumn("b", KeyType.STRING))
                : List.of(new KeyColumn("id", KeyType.INTEGER));
        return new Table("t" + number, key, List.of(), Optional.empty(), OnLiveParent.DELETE, new Table.Traits(true, false));
    }

    private static List<Relation> relations(List<Table> tables, RandomGenerator random) {
        var relations = new ArrayList<Relation>();
        for (var child = 1; child < tables.size(); child++) {
            var count = random.nextInt(1, 4);
            for (var number = 0; number < count; number++) {
                relations.add(relation(tables.get(child), tables.get(random.nextInt(child)), number, random));
            }
        }
        return relations;
    }

    private static Relation relation(Table child, Table parent, int number, RandomGenerator random) {
        var columns = parent.keyColumns().stream()
                .map(column -> "r" + number + "_" + column)
                .toList();
        var where = random.nextInt(3) == 0
                ? List.of(new Constant("kind" + number, KeyValue.of("K" + random.nextInt(2))))
                : List.<Constant>of();
        return Relation.of(child, columns, parent, new OnDelete.Cascade()).where(where);
    }

    private static Map<String, List<Row>> rows(RelationGraph graph, RandomGenerator random) {
        var rows = new HashMap<String, List<Row>>();
        for (var table : graph.tables()) {
            var count = random.nextInt(KEYS);
            rows.put(
                    table.name(),
                    IntStream.range(0, count)
                            .mapToObj(number -> row(graph, table, number, random))
                            .toList());
        }
        return rows;
    }

    private static Row row(RelationGraph graph, Table table, int number, RandomGenerator random) {
        var columns = new TreeMap<String, KeyValue>();
        put(columns, table.keyColumns(), key(table, number));
        for (var relation : graph.relations()) {
            if (!relation.child().equals(table)) {
                continue;
            }
            put(columns, relation.columns(), key(relation.parent(), random.nextInt(KEYS)));
            if (random.nextInt(8) == 0) {
                columns.remove(relation.columns().getLast());
            }
            relation.where().forEach(constant -> columns.put(constant.column(), KeyValue.of("K" + random.nextInt(2))));
        }
        return new Row(columns);
    }

    private static CascadeMessage message(int number, Table table, RandomGenerator random) {
        var keys = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(_ -> key(table, random.nextInt(KEYS)))
                .distinct()
                .toList();
        return new CascadeMessage(table, Change.Deleted.BY_KEY, keys, Optional.empty(), Envelope.of("c" + number));
    }

    private static Key key(Table table, int number) {
        return table.key().size() == 1
                ? Key.of(number)
                : Key.of(KeyValue.of(number / 4), KeyValue.of("b" + number % 4));
    }

    private static void put(Map<String, KeyValue> columns, List<String> names, Key key) {
        for (var place = 0; place < names.size(); place++) {
            columns.put(names.get(place), key.values().get(place));
        }
    }
}
