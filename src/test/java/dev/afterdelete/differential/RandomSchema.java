package dev.afterdelete.differential;

import dev.afterdelete.differential.Column.Kind;
import dev.afterdelete.differential.ForeignKey.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Makes schemas that InnoDB accepts: tables refer to earlier ones, to themselves, and now and then to later ones. What
 * InnoDB cannot judge is left out: a reference within a table, or around in a circle, that follows its parent's key.
 */
final class RandomSchema {
    private static final int MOST_TABLES = 6;
    private static final int MOST_REFERENCES = 3;

    private final RandomGenerator random;
    private final List<SqlTable> tables = new ArrayList<>();

    private RandomSchema(RandomGenerator random) {
        this.random = random;
    }

    /** The tables, each after those that it refers to as far as it can be. */
    static List<SqlTable> make(RandomGenerator random) {
        var schema = new RandomSchema(random);
        var count = 2 + random.nextInt(MOST_TABLES - 1);
        for (var number = 0; number < count; number++) {
            schema.tables.add(schema.table("t" + number));
        }
        if (chance(random, 20)) {
            schema.closeCircle();
        }
        return List.copyOf(schema.tables);
    }

    /** The names that tables may have. */
    static List<String> names() {
        return IntStream.range(0, MOST_TABLES).mapToObj(number -> "t" + number).toList();
    }

    private SqlTable table(String name) {
        var columns = new ArrayList<Column>();
        var foreignKeys = new ArrayList<ForeignKey>();
        var key = new ArrayList<String>();
        if (!tables.isEmpty() && chance(random, 20)) {
            referInKey(name, columns, foreignKeys, key);
        } else if (chance(random, 25)) {
            columns.add(new Column("a", Kind.NUMBER, false));
            columns.add(new Column("b", anyKind(), false));
            key.addAll(List.of("a", "b"));
        } else {
            columns.add(new Column("id", anyKind(), false));
            key.add("id");
        }
        var unique = new ArrayList<String>();
        if (chance(random, 35)) {
            columns.add(new Column("u", anyKind(), true));
            unique.add("u");
        }
        var made = new SqlTable(name, columns, key, unique, foreignKeys);
        for (var number = tables.isEmpty() ? 0 : 1 + random.nextInt(MOST_REFERENCES); number > 0; number--) {
            made = refer(made, any(tables), "r" + number, false);
        }
        return chance(random, 25) ? refer(made, made, "self", true) : made;
    }

    /** A key that begins with a reference, as that of an order line does: what follows its parent must follow on. */
    private void referInKey(String name, List<Column> columns, List<ForeignKey> foreignKeys, List<String> key) {
        var parent = any(tables);
        for (var referred : parent.key()) {
            columns.add(new Column("k_" + referred, parent.column(referred).kind(), false));
        }
        key.addAll(columns.stream().map(Column::name).toList());
        var onUpdate = chance(random, 75) ? Action.CASCADE : Action.RESTRICT;
        foreignKeys.add(new ForeignKey(name, List.copyOf(key), parent.name(), parent.key(), onDelete(false), onUpdate));
        columns.add(new Column("n", Kind.NUMBER, false));
        key.add("n");
    }

    /** {@code child} with one more reference to {@code parent}, to its key or to a unique column. */
    private SqlTable refer(SqlTable child, SqlTable parent, String prefix, boolean circular) {
        var toUnique = !parent.unique().isEmpty() && chance(random, 40);
        var referred = toUnique ? List.of(any(parent.unique())) : parent.key();
        var nullable = toUnique || circular || chance(random, 65);
        var columns = new ArrayList<>(child.columns());
        var reference = new ArrayList<String>();
        for (var column : referred) {
            reference.add(prefix + "_" + column);
            columns.add(new Column(prefix + "_" + column, parent.column(column).kind(), nullable));
        }
        var unique = new ArrayList<>(child.unique());
        if (reference.size() == 1 && nullable && chance(random, 12)) {
            unique.addAll(reference);
        }
        var foreignKeys = new ArrayList<>(child.foreignKeys());
        var onUpdate = circular ? forbidding() : onUpdate(nullable);
        foreignKeys.add(new ForeignKey(child.name(), reference, parent.name(), referred, onDelete(nullable), onUpdate));
        return new SqlTable(child.name(), columns, child.key(), unique, foreignKeys);
    }

    /** An early table refers to a late one, as teams have owners and users have teams. */
    private void closeCircle() {
        var early = random.nextInt(tables.size() - 1);
        var late = tables.get(early + 1 + random.nextInt(tables.size() - early - 1));
        tables.set(early, refer(tables.get(early), late, "back", true));
    }

    private Action onDelete(boolean nullable) {
        var dice = random.nextInt(100);
        if (dice < 55) {
            return Action.CASCADE;
        }
        return dice < 82 && nullable ? Action.SET_NULL : forbidding();
    }

    private Action onUpdate(boolean nullable) {
        var dice = random.nextInt(100);
        if (dice < 60) {
            return Action.CASCADE;
        }
        return dice < 80 && nullable ? Action.SET_NULL : forbidding();
    }

    private Action forbidding() {
        return chance(random, 50) ? Action.RESTRICT : Action.NO_ACTION;
    }

    private Kind anyKind() {
        return chance(random, 60) ? Kind.NUMBER : any(List.of(Kind.values()));
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    static boolean chance(RandomGenerator random, int percent) {
        return random.nextInt(100) < percent;
    }
}
