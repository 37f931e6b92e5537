package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Envelope;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnUpdate;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Rows get other keys, some of them several times, before any message is delivered; the messages then come twice and in
 * any order, with attempts that fail: the children are where the referee moved them.
 */
class RekeyPropertyTest {
    /** The long form: {@code -Drekey.tries=10000}, from {@code -Drekey.seed}. */
    @Test
    void childrenEndWhereTheRefereeMovesThem() {
        var first = Long.getLong("rekey.seed", System.nanoTime());
        for (var number = 0; number < Integer.getInteger("rekey.tries", 300); number++) {
            try {
                judge(first + number);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "to repeat: -Drekey.seed=%d -Drekey.tries=1".formatted(first + number), failure);
            }
        }
    }

    private static void judge(long seed) {
        var random = new Random(seed);
        var graph = withoutRestrict(RandomGraph.of(random));
        var given = new RandomCase(graph, RandomCase.rows(graph, random), List.of());
        var database = new InMemoryDatabase();
        given.rows().forEach((table, some) -> database.insert(table, some.toArray(Row[]::new)));
        var rig = new Rig(given, random, database);
        var rows = given.copyOfRows();
        var referee = new Referee(graph, rows);

        var messages = new ArrayList<CascadeMessage>();
        for (var number = random.nextInt(1, 7); number > 0; number--) {
            update(given, database, rows, referee, number, random).ifPresent(messages::add);
        }
        rig.deliverOwed(messages);

        assertThat(rig.rowsLeft()).as(given + "\n" + messages).isEqualTo(Rig.comparable(rows));
        assertThat(rig.namesLeft()).as("messages that are not done: " + given).isEmpty();
        assertThat(rig.namesOwed()).isEmpty();
        assertThat(rig.dead).isEmpty();
    }

    private static Optional<CascadeMessage> update(
            RandomCase given,
            InMemoryDatabase database,
            Map<String, List<Map<String, KeyValue>>> rows,
            Referee referee,
            int number,
            Random random) {
        var tables = given.graph().tables().stream()
                .filter(table -> !table.keyColumns().contains("n"))
                .filter(table -> !database.rows(table.name()).isEmpty())
                .toList();
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        var table = tables.get(random.nextInt(tables.size()));
        var before = database.rows(table.name())
                .get(random.nextInt(Math.min(3, database.rows(table.name()).size())));
        var changed = new TreeMap<String, KeyValue>();
        for (var column : table.columns()) {
            if (before.columns().containsKey(column.name()) && (changed.isEmpty() || random.nextBoolean())) {
                changed.put(column.name(), fresh(column, 1_000 + number));
            }
        }
        var refereed = rows.getOrDefault(table.name(), List.of()).stream()
                .filter(row -> table.keyColumns().stream()
                        .allMatch(column -> before.columns()
                                .getOrDefault(column, KeyValue.of(-1))
                                .equals(row.get(column))))
                .findFirst()
                .orElseThrow();
        changed.forEach((column, value) -> referee.set(table, refereed, column, Optional.of(value)));
        database.replace(table.name(), before, updated(before, changed));
        return Optional.of(message(table, before, changed, number));
    }

    private static Row updated(Row before, Map<String, KeyValue> changed) {
        var after = before;
        for (var column : changed.entrySet()) {
            after = after.with(column.getKey(), Optional.of(column.getValue()));
        }
        return after;
    }

    private static CascadeMessage message(Table table, Row before, Map<String, KeyValue> changed, int number) {
        var previous = new TreeMap<String, Optional<KeyValue>>();
        changed.keySet()
                .forEach(column -> previous.put(
                        column, Optional.ofNullable(before.columns().get(column))));
        Key key = updated(before, changed).requireKey(table.keyColumns());
        return new CascadeMessage(
                table, new Change.Rekeyed(previous), List.of(key), Optional.empty(), Envelope.of("u" + number));
    }

    private static KeyValue fresh(KeyColumn column, int number) {
        return column.type() == KeyType.INTEGER
                ? KeyValue.of(number)
                : column.type() == KeyType.STRING
                        ? KeyValue.of("s" + number)
                        : new KeyValue.BinaryValue("%04x".formatted(number));
    }

    /** What restricts is refused for good, because the parent has its new key already: another test's matter. */
    private static RelationGraph withoutRestrict(RelationGraph graph) {
        var relations = graph.relations().stream()
                .map(relation -> relation.onUpdate().equals(Optional.of(OnUpdate.RESTRICT))
                        ? relation.onUpdate(OnUpdate.CASCADE)
                        : relation)
                .toList();
        return new RelationGraph(graph.tables(), graph.defaultTable(), List.<Relation>copyOf(relations));
    }
}
