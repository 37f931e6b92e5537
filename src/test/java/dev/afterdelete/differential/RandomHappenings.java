package dev.afterdelete.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Thinks of things that an application might do to its rows. */
final class RandomHappenings {
    /** Larger than what any row begins with, so that a new value is a free one. */
    private static final int FIRST_NEW = 20_000;

    private final Random random;
    private final List<SqlTable> schema;
    private int fresh = FIRST_NEW;

    RandomHappenings(Random random, List<SqlTable> schema) {
        this.random = random;
        this.schema = schema;
    }

    /** The next thing, and the table that it is done to; empty when nothing came to mind. */
    Optional<Map.Entry<SqlTable, Happening>> next(Map<String, List<Row>> rows) {
        var filled = schema.stream()
                .filter(table -> !rows.getOrDefault(table.name(), List.of()).isEmpty())
                .toList();
        if (filled.isEmpty()) {
            return Optional.empty();
        }
        var table = filled.get(random.nextInt(filled.size()));
        var candidates = rows.getOrDefault(table.name(), List.of());
        var happening = random.nextInt(100) < 50 ? delete(table, candidates) : update(table, candidates);
        return happening.map(thing -> Map.entry(table, thing));
    }

    private Optional<Happening> delete(SqlTable table, List<Row> candidates) {
        var all = new ArrayList<>(candidates);
        Collections.shuffle(all, random);
        if (table.hasTenants()) {
            var tenant = all.getFirst().value(SqlTable.TENANT);
            all.removeIf(row -> !row.value(SqlTable.TENANT).equals(tenant)); // one message is about one of them
        }
        // one statement is refused as a whole, one message is not
        var isOneByOne = Judgement.ofDelete(schema, table, all).isForbiddable() || nullsWhatOthersReferTo();
        var rows = all.subList(0, isOneByOne || random.nextInt(100) < 60 ? 1 : 1 + random.nextInt(all.size()));
        var judgement = Judgement.ofDelete(schema, table, rows);
        // a row that another one takes along is gone, and a bare key does not say what it held
        var isTakenAlong = rows.size() > 1 && judgement.comesBackTo(table);
        return Optional.of(Happening.deleted(table, rows, isTakenAlong || random.nextBoolean(), judgement));
    }

    /** Then it depends on the order of the rows of one statement which of them still refers to what. */
    private boolean nullsWhatOthersReferTo() {
        var all = schema.stream().flatMap(table -> table.foreignKeys().stream()).toList();
        return all.stream()
                .filter(key -> key.onDelete() == ForeignKey.Action.SET_NULL)
                .anyMatch(key -> all.stream()
                        .anyMatch(other -> other.parent().equals(key.child())
                                && other.referred().stream().anyMatch(key.columns()::contains)));
    }

    private Optional<Happening> update(SqlTable table, List<Row> candidates) {
        var columns = Judgement.changeable(table);
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        var name = columns.get(random.nextInt(columns.size()));
        var row = candidates.get(random.nextInt(candidates.size()));
        var judgement = Judgement.ofUpdate(schema, table, List.of(name));
        return Optional.of(Happening.updated(table, row, name, value(table.column(name), row), judgement));
    }

    private Optional<String> value(Column column, Row row) {
        var dice = random.nextInt(100);
        if (column.nullable() && dice < 25) {
            return Optional.empty();
        }
        var before = row.value(column.name());
        return dice < 45 && before.isPresent()
                ? before.map(same -> column.same(same, random))
                : Optional.of(column.value(fresh++, random));
    }
}
