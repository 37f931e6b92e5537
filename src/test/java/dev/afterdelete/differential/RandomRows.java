package dev.afterdelete.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes rows whose references all lead to a row, or nowhere. */
final class RandomRows {
    private static final int MOST_ROWS = 9;
    private static final int MOST_TRIES = 30;

    private final RandomGenerator random;
    private final List<SqlTable> schema;
    private final Set<Integer> numbers = new HashSet<>();
    private final Map<String, List<Row>> rows = new LinkedHashMap<>();
    private final Map<String, Set<List<Optional<String>>>> taken = new HashMap<>();

    private RandomRows(RandomGenerator random, List<SqlTable> schema) {
        this.random = random;
        this.schema = schema;
    }

    /** Rows by the name of their table. */
    static Map<String, List<Row>> make(RandomGenerator random, List<SqlTable> schema) {
        var made = new RandomRows(random, schema);
        schema.forEach(made::fill);
        schema.forEach(made::closeCircles);
        return made.rows;
    }

    private List<Row> rowsOf(String table) {
        return rows.computeIfAbsent(table, _ -> new ArrayList<>());
    }

    private void fill(SqlTable table) {
        var count = 1 + random.nextInt(MOST_ROWS);
        for (var tries = 0; tries < MOST_TRIES && rowsOf(table.name()).size() < count; tries++) {
            row(table).filter(row -> isNew(table, row)).ifPresent(rowsOf(table.name())::add);
        }
    }

    private Optional<Row> row(SqlTable table) {
        var values = new HashMap<String, Optional<String>>();
        for (var column : table.columns()) {
            values.put(column.name(), own(table, column));
        }
        for (var foreignKey : table.foreignKeys()) {
            if (!refer(table, foreignKey, values)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Row(values));
    }

    /** Points at some row that is there already; later ones are pointed at in the end. */
    private boolean refer(SqlTable table, ForeignKey foreignKey, Map<String, Optional<String>> values) {
        var tenant = values.get(SqlTable.TENANT);
        var parents = rowsOf(foreignKey.parent()).stream()
                .filter(row -> tenant == null || row.value(SqlTable.TENANT).equals(tenant))
                .map(row -> row.values(foreignKey.referred()))
                .filter(referred -> referred.stream().allMatch(Optional::isPresent))
                .toList();
        var columns = foreignKey.columns().stream().map(table::column).toList();
        var nullable = columns.getFirst().nullable();
        if (parents.isEmpty() || (nullable && RandomSchema.chance(random, 20))) {
            columns.forEach(column -> values.put(column.name(), Optional.empty()));
            return nullable;
        }
        var chosen = parents.get(random.nextInt(parents.size()));
        for (var place = 0; place < columns.size(); place++) {
            var column = columns.get(place);
            var isPartlyNull = nullable && columns.size() > 1 && RandomSchema.chance(random, 8);
            values.put(
                    column.name(),
                    isPartlyNull ? Optional.empty() : chosen.get(place).map(value -> column.same(value, random)));
        }
        return true;
    }

    private Optional<String> own(SqlTable table, Column column) {
        if (column.name().equals(SqlTable.TENANT)) {
            return Optional.of(RandomSchema.chance(random, 50) ? "1" : "4"); // which lie on two shards
        }
        if (column.nullable() && RandomSchema.chance(random, 20)) {
            return Optional.empty();
        }
        var standing = rowsOf(table.name());
        if (table.key().size() > 1 && table.key().contains(column.name()) && RandomSchema.chance(random, 50)) {
            return standing.isEmpty()
                    ? Optional.of(column.value(fresh(), random))
                    : standing.get(random.nextInt(standing.size())).value(column.name());
        }
        return Optional.of(column.value(fresh(), random));
    }

    private int fresh() {
        var number = 1 + random.nextInt(9_999);
        while (!numbers.add(number)) {
            number++;
        }
        return number;
    }

    private boolean isNew(SqlTable table, Row row) {
        var keys = new ArrayList<>(List.of(table.key()));
        table.unique().forEach(column -> keys.add(List.of(column)));
        for (var key : keys) {
            if (taken(table, key).contains(folded(row, key))) {
                return false;
            }
        }
        keys.forEach(key -> taken(table, key).add(folded(row, key)));
        return true;
    }

    private Set<List<Optional<String>>> taken(SqlTable table, List<String> key) {
        return taken.computeIfAbsent(table.name() + key, _ -> new HashSet<>());
    }

    /** Texts as the collation sees them; NULL is no duplicate of NULL. */
    private List<Optional<String>> folded(Row row, List<String> key) {
        return row.folded(key).stream()
                .map(value -> value.or(() -> Optional.of("NULL" + fresh())))
                .toList();
    }

    /** Some rows refer to rows that came after them, or to themselves. */
    private void closeCircles(SqlTable table) {
        var circular = table.foreignKeys().stream()
                .filter(foreignKey -> foreignKey.isSelf() || isLater(foreignKey))
                .filter(foreignKey -> foreignKey.columns().stream().noneMatch(table.unique()::contains))
                .toList();
        for (var foreignKey : circular) {
            rowsOf(table.name()).replaceAll(row -> {
                var values = new HashMap<>(row.values());
                return RandomSchema.chance(random, 50) && refer(table, foreignKey, values) ? new Row(values) : row;
            });
        }
    }

    private boolean isLater(ForeignKey foreignKey) {
        var names = schema.stream().map(SqlTable::name).toList();
        return names.indexOf(foreignKey.parent()) > names.indexOf(foreignKey.child());
    }
}
