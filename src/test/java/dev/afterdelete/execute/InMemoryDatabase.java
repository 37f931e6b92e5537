package dev.afterdelete.execute;

import dev.afterdelete.attempt.Transaction;
import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.SoftDelete.Form;
import dev.afterdelete.graph.Table;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.BoundChange.Change;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.sql.BoundStatement;
import dev.afterdelete.sql.Probe;
import dev.afterdelete.sql.RowCondition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The {@link Database} port over rows in memory; a transaction works on a copy and commits by swapping it in. */
final class InMemoryDatabase implements Database {
    private Map<String, List<Row>> tables = new TreeMap<>();
    private Map<Long, CascadeMessage> outbox = new TreeMap<>();
    private long nextOutboxId = 1;
    private long statements;

    /** A row: columns by name; an absent column is NULL. Two rows are equal if their columns are. */
    record Row(Map<String, KeyValue> columns) {
        Row {
            columns = Map.copyOf(columns);
        }

        static Row of(Object... namesAndValues) {
            var columns = new TreeMap<String, KeyValue>();
            for (var place = 0; place < namesAndValues.length; place += 2) {
                columns.put((String) namesAndValues[place], valueOf(namesAndValues[place + 1]));
            }
            return new Row(columns);
        }

        private static KeyValue valueOf(Object value) {
            return switch (value) {
                case Number number -> KeyValue.of(number.longValue());
                case Boolean truth -> KeyValue.of(truth ? 1 : 0);
                case String text -> KeyValue.of(text);
                default -> throw new IllegalArgumentException("not a value of a row: " + value);
            };
        }

        /** The values of these columns; empty where one of them is NULL. */
        Optional<Key> findKey(List<String> names) {
            return columns.keySet().containsAll(names) ? Optional.of(requireKey(names)) : Optional.empty();
        }

        Key requireKey(List<String> names) {
            return new Key(names.stream().map(columns::get).toList());
        }

        Row with(String column, KeyValue value) {
            var changed = new TreeMap<>(columns);
            changed.put(column, value);
            return new Row(changed);
        }
    }

    void insert(String table, Row... rows) {
        tables.computeIfAbsent(table, _ -> new ArrayList<>()).addAll(List.of(rows));
    }

    List<Row> rows(String table) {
        return List.copyOf(tables.getOrDefault(table, List.of()));
    }

    Map<Long, CascadeMessage> outbox() {
        return Map.copyOf(outbox);
    }

    long statements() {
        return statements;
    }

    @Override
    public <T> T transact(Function<Transaction, T> work) {
        var open = new OpenTransaction();
        var result = work.apply(open);
        tables = open.tables;
        outbox = open.outbox;
        return result;
    }

    @Override
    public boolean fewerProvesNone() {
        return true;
    }

    private final class OpenTransaction implements Transaction {
        private final Map<String, List<Row>> tables = new TreeMap<>();
        private final Map<Long, CascadeMessage> outbox = new TreeMap<>(InMemoryDatabase.this.outbox);

        private OpenTransaction() {
            InMemoryDatabase.this.tables.forEach((name, rows) -> tables.put(name, new ArrayList<>(rows)));
        }

        @Override
        public long change(BoundChange change) {
            statements++;
            var rows = rowsOf(change.table());
            var met = matching(change).limit(change.limit()).toList();
            rows.removeAll(new HashSet<>(met));
            if (change.change() instanceof Change.Flag(var softDelete)) {
                var mark = switch (softDelete.form()) {
                    case Form.IsTrue _ -> KeyValue.of(1);
                    case Form.NotNull _ -> KeyValue.of("now");
                    case Form.Equals(var value) -> value;
                };
                met.forEach(row -> rows.add(row.with(softDelete.column(), mark)));
            }
            return met.size();
        }

        @Override
        public List<Key> keys(BoundQuery query) {
            statements++;
            var keys = matching(query).map(row -> row.requireKey(query.table().keyColumns()));
            var ordered = query.condition().isOrdered() ? keys.sorted(Comparator.naturalOrder()) : keys;
            return ordered.limit(query.limit()).toList();
        }

        @Override
        public Set<Integer> probe(Probe probe) {
            statements++;
            return new HashSet<>(IntStream.range(0, probe.relations().size())
                    .filter(place -> rowsOf(probe.relations().get(place).child()).stream()
                            .anyMatch(row -> holds(probe.conditions().get(place), row)))
                    .boxed()
                    .toList());
        }

        @Override
        public long owe(CascadeMessage message) {
            statements++;
            outbox.put(nextOutboxId, message);
            return nextOutboxId++;
        }

        @Override
        public void settle(Collection<Long> outboxIds) {
            statements++;
            outbox.keySet().removeAll(outboxIds);
        }

        private Stream<Row> matching(BoundStatement statement) {
            return rowsOf(statement.table()).stream().filter(row -> holds(statement.condition(), row));
        }

        private List<Row> rowsOf(Table table) {
            return tables.computeIfAbsent(table.name(), _ -> new ArrayList<>());
        }
    }

    private static boolean holds(RowCondition condition, Row row) {
        return condition.matches().stream()
                        .allMatch(match -> row.findKey(match.columns())
                                .filter(new HashSet<>(match.keys())::contains)
                                .isPresent())
                && condition.constants().stream()
                        .allMatch(constant ->
                                constant.value().equals(row.columns().get(constant.column())))
                && condition.flags().stream().allMatch(flag -> isFlagged(flag, row) == flag.deleted())
                && condition
                        .cursor()
                        .flatMap(cursor ->
                                cursor.after().map(after -> after.compareTo(row.requireKey(cursor.columns())) < 0))
                        .orElse(true);
    }

    private static boolean isFlagged(RowCondition.FlagMatch flag, Row row) {
        var value = row.columns().get(flag.softDelete().column());
        return switch (flag.softDelete().form()) {
            case Form.IsTrue _ -> KeyValue.of(1).equals(value);
            case Form.NotNull _ -> value != null;
            case Form.Equals(var mark) -> mark.equals(value);
        };
    }
}
