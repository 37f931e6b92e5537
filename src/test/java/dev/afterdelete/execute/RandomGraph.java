package dev.afterdelete.execute;

import dev.afterdelete.graph.Constant;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.OnUpdate;
import dev.afterdelete.graph.Reference;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Random declarations: tables with integer, text, binary and composite keys and other unique columns; two references to
 * one parent, references that are part of a key, of a table to itself and in circles, polymorphic ones, values that
 * mean none, and every referential action.
 */
final class RandomGraph {
    /** Every column of a key holds one of so many values. */
    static final int KEYS = 14;

    /** A value that no row has: what a reference gets by default. */
    private static final int NOBODY = 99;

    private RandomGraph() {}

    static RelationGraph of(RandomGenerator random) {
        var tables = new ArrayList<Table>();
        for (var count = random.nextInt(2, 9); tables.size() < count; ) {
            tables.add(table(tables, random));
        }
        var inCircles = random.nextInt(3) == 0;
        var relations = new ArrayList<Relation>();
        for (var child = 0; child < tables.size(); child++) {
            hanging(tables, tables.get(child), random).ifPresent(relations::add);
            var count = random.nextInt(1, 4);
            for (var number = 1; number <= count; number++) {
                var parents = inCircles ? tables.size() : child;
                if (parents > 0) {
                    relations.add(relation(tables.get(child), tables.get(random.nextInt(parents)), number, random));
                }
            }
        }
        return new RelationGraph(tables, Optional.of(tables.getFirst()), relations);
    }

    /** The same references, with other actions: its tables can hold the rows of this one. */
    static RelationGraph withOtherActions(RelationGraph graph, RandomGenerator random) {
        var relations = graph.relations().stream()
                .map(relation -> relation.child().keyColumns().containsAll(relation.columns())
                        ? relation
                        : new Relation(
                                relation.reference(),
                                relation.when(),
                                onDelete(relation.reference(), random),
                                relation.onUpdate(),
                                List.of()))
                .toList();
        return new RelationGraph(graph.tables(), graph.defaultTable(), relations);
    }

    private static Table table(List<Table> before, RandomGenerator random) {
        var number = before.size();
        if (number > 0 && random.nextInt(4) == 0) {
            return hangingFrom(before.get(random.nextInt(number)), number);
        }
        var key = switch (random.nextInt(6)) {
            case 0 -> List.of(new KeyColumn("a", KeyType.INTEGER), new KeyColumn("b", KeyType.STRING));
            case 1 -> List.of(new KeyColumn("id", KeyType.STRING));
            case 2 -> List.of(new KeyColumn("id", KeyType.BINARY));
            default -> List.of(new KeyColumn("id", KeyType.INTEGER));
        };
        var table = Table.named("t" + number, key).traits(new Table.Traits(true, false));
        return random.nextInt(4) == 0 ? table.unique(List.of(new KeyColumn("code", KeyType.STRING))) : table;
    }

    /** A table whose key contains the key of its parent. */
    private static Table hangingFrom(Table parent, int number) {
        var key = new ArrayList<>(parent.key().stream()
                .map(column -> new KeyColumn(parent.name() + "_" + column.name(), column.type()))
                .toList());
        key.add(new KeyColumn("n", KeyType.INTEGER));
        return Table.named("t" + number, key).traits(new Table.Traits(true, false));
    }

    private static Optional<Relation> hanging(List<Table> tables, Table child, RandomGenerator random) {
        return tables.stream()
                .filter(parent -> child.keyColumns().getFirst().startsWith(parent.name() + "_"))
                .findFirst()
                .map(parent -> Relation.of(
                                child,
                                child.keyColumns().subList(0, parent.key().size()),
                                parent,
                                random.nextInt(4) == 0 ? new OnDelete.Restrict() : new OnDelete.Cascade())
                        .onUpdate(OnUpdate.CASCADE));
    }

    private static Relation relation(Table child, Table parent, int number, RandomGenerator random) {
        var referred = !parent.unique().isEmpty() && random.nextBoolean() ? List.of("code") : parent.keyColumns();
        var columns =
                referred.stream().map(column -> "r" + number + "_" + column).toList();
        var reference = new Reference(child, columns, parent, referred);
        var where = random.nextInt(4) == 0
                ? List.of(new Constant("kind" + number, KeyValue.of("K" + random.nextInt(2))))
                : List.<Constant>of();
        var none = random.nextInt(6) == 0
                ? List.of(values(parent, referred, 3).values().getLast())
                : List.<KeyValue>of();
        return new Relation(
                reference,
                new Relation.Condition(where, none),
                onDelete(reference, random),
                Optional.of(OnUpdate.values()[random.nextInt(OnUpdate.values().length)]),
                List.of());
    }

    private static OnDelete onDelete(Reference reference, RandomGenerator random) {
        return switch (random.nextInt(9)) {
            case 0 -> new OnDelete.SetNull(reference.columns());
            case 1 -> new OnDelete.SetNull(List.of(reference.columns().getLast()));
            case 2 ->
                new OnDelete.SetDefault(List.of(new Constant(
                        reference.columns().getLast(),
                        values(reference.parent(), reference.parentColumns(), NOBODY)
                                .values()
                                .getLast())));
            case 3 -> new OnDelete.Restrict();
            case 4 -> new OnDelete.DoNothing();
            default -> new OnDelete.Cascade();
        };
    }

    /** What the row of this number holds in these columns of a table. */
    static Key values(Table table, List<String> columns, int number) {
        return new Key(columns.stream()
                .map(column -> value(table.typeOf(column), column, number))
                .toList());
    }

    /** The value of a column follows from the last part of its name, so that a reference can be part of a key. */
    private static KeyValue value(KeyType type, String column, int number) {
        var part = column.substring(column.lastIndexOf('_') + 1);
        return switch (type) {
            case INTEGER ->
                KeyValue.of(part.equals("a") ? number / 4 : part.equals("n") && number < NOBODY ? number % 3 : number);
            case STRING -> KeyValue.of("s" + (part.equals("b") && number < NOBODY ? number % 4 : number));
            case BINARY -> new KeyValue.BinaryValue("%04x".formatted(number));
        };
    }
}
