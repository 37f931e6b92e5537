package dev.afterdelete.execute;

import dev.afterdelete.event.CascadeMessage;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.event.MessageFormat;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.SoftDelete.Form;
import dev.afterdelete.graph.Table;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.BoundChange.Change;
import dev.afterdelete.sql.BoundCount;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.sql.BoundStatement;
import dev.afterdelete.sql.Probe;
import dev.afterdelete.sql.RowCondition;
import dev.afterdelete.transact.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The {@link Database} port over rows in memory; a transaction works on a copy and commits by swapping it in. */
final class InMemoryDatabase implements Database, RowStore {
    private Map<String, List<Row>> tables = new TreeMap<>();
    private Map<Long, CascadeMessage> outbox = new TreeMap<>();
    private Consumer<Map<Long, CascadeMessage>> committed = _ -> {};
    private Map<From, List<Transaction.Moved>> moved = new HashMap<>();
    private long nextOutboxId = 1;
    private long statements;
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");

    /** A key that a row once had. */
    private record From(String table, Key key) {}

    void insert(String table, Row... rows) {
        tables.computeIfAbsent(table, _ -> new ArrayList<>()).addAll(List.of(rows));
    }

    /** What an application does that updates a row. */
    void replace(String table, Row row, Row by) {
        var rows = tables.getOrDefault(table, List.of());
        rows.set(rows.indexOf(row), by);
    }

    /** What the database's own clock says from now on. */
    void setNow(Instant time) {
        now = time;
    }

    List<Row> rows(String table) {
        return List.copyOf(tables.getOrDefault(table, List.of()));
    }

    Map<Long, CascadeMessage> owedMessages() {
        return Map.copyOf(outbox);
    }

    @Override
    public Outbox outbox(MessageFormat format) {
        var rows = new InMemoryOutbox(InstantSource.fixed(Instant.EPOCH));
        committed = now -> {
            now.forEach((id, message) -> {
                if (!rows.has(id)) {
                    rows.append(id, format.write(message));
                }
            });
            rows.retain(now.keySet());
            rows.keepDone(moved.values().stream()
                    .flatMap(List::stream)
                    .map(next -> next.debt().outbox())
                    .toList());
        };
        return rows;
    }

    @Override
    public Database database() {
        return this;
    }

    @Override
    public Map<String, List<Map<String, KeyValue>>> rows(RelationGraph graph) {
        return graph.tables().stream()
                .collect(Collectors.toMap(
                        Table::name,
                        table -> rows(table.name()).stream().map(Row::columns).toList()));
    }

    @Override
    public Set<String> owed() {
        return outbox.values().stream()
                .map(message -> message.envelope().cascade())
                .collect(Collectors.toCollection(TreeSet::new));
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
        moved = open.moved;
        committed.accept(outbox);
        return result;
    }

    @Override
    public boolean fewerProvesNone(Optional<KeyValue> shard) {
        return true;
    }

    private final class OpenTransaction implements Transaction {
        private final Map<String, List<Row>> tables = new TreeMap<>();
        private final Map<Long, CascadeMessage> outbox = new TreeMap<>(InMemoryDatabase.this.outbox);
        private final Map<From, List<Moved>> moved = new HashMap<>(InMemoryDatabase.this.moved);

        private OpenTransaction() {
            InMemoryDatabase.this.tables.forEach((name, rows) -> tables.put(name, new ArrayList<>(rows)));
        }

        @Override
        public long change(BoundChange change) {
            statements++;
            if (change.goneParents().filter(parents -> stands(change, parents)).isPresent()) {
                return 0;
            }
            var rows = rowsOf(change.table());
            var met = matching(change).limit(change.limit()).toList();
            if (change.change() instanceof Change.Delete) {
                rows.removeAll(new HashSet<>(met));
                return met.size();
            }
            var count = 0;
            for (var row : met) {
                var after = after(change, row);
                if (!after.equals(row)) {
                    rows.set(rows.indexOf(row), after);
                    count++;
                }
            }
            return count;
        }

        private boolean stands(BoundChange change, RowCondition parents) {
            var table = change.gone().orElseThrow().relation().parent();
            return rowsOf(table).stream().anyMatch(holding(parents));
        }

        private Row after(BoundChange change, Row row) {
            return switch (change.change()) {
                case Change.Delete _ -> throw new IllegalArgumentException("a row that is gone has no after");
                case Change.Flag(var softDelete) -> row.with(softDelete.column(), Optional.of(markOf(softDelete)));
                case Change.Assign(var assignments) -> {
                    var assigned = row;
                    for (var assignment : assignments) {
                        assigned = assigned.with(assignment.column(), assignment.value());
                    }
                    yield assigned;
                }
                case Change.Copy(var relation, var _) ->
                    copied(relation, change.copiedParents().orElseThrow(), row);
            };
        }

        private KeyValue markOf(SoftDelete softDelete) {
            return switch (softDelete.form()) {
                case Form.IsTrue _ -> KeyValue.of(1);
                case Form.NotNull _ -> KeyValue.of(now.toString());
                case Form.Equals(var value) -> value;
            };
        }

        private Row copied(Relation relation, RowCondition parents, Row child) {
            var values = child.requireKey(relation.columns());
            var parent = rowsOf(relation.parent()).stream()
                    .filter(holding(parents))
                    .filter(row -> row.findKey(relation.parentColumns()).equals(Optional.of(values)))
                    .findFirst()
                    .orElseThrow();
            var copied = child;
            for (var copy : relation.copies()) {
                copied = copied.with(
                        copy.column(), Optional.ofNullable(parent.columns().get(copy.parentColumn())));
            }
            return copied;
        }

        @Override
        public List<Key> keys(BoundQuery query) {
            statements++;
            var columns = query.columns().stream().map(KeyColumn::name).toList();
            var rows = matching(query);
            var ordered = query.condition()
                    .cursor()
                    .map(page -> rows.sorted(Comparator.comparing(row -> row.requireKey(page.columns()))))
                    .orElse(rows);
            return ordered.limit(query.limit())
                    .map(row -> row.requireKey(columns))
                    .toList();
        }

        @Override
        public long count(BoundCount count) {
            statements++;
            return matching(count).limit(count.limit()).count();
        }

        @Override
        public Set<Relation> probe(Probe probe) {
            statements++;
            return new HashSet<>(IntStream.range(0, probe.relations().size())
                    .filter(place -> rowsOf(probe.relations().get(place).child()).stream()
                            .anyMatch(holding(probe.conditions().get(place))))
                    .mapToObj(probe.relations()::get)
                    .toList());
        }

        @Override
        public long owe(CascadeMessage message) {
            statements++;
            outbox.put(nextOutboxId, message);
            return nextOutboxId++;
        }

        @Override
        public void settle(Collection<Debt> debts) {
            statements++;
            debts.forEach(debt -> outbox.remove(debt.outbox()));
        }

        @Override
        public void settleMoved(Collection<Debt> debts, Table table, Key from) {
            statements++;
            for (var debt : debts) {
                var message = outbox.remove(debt.outbox());
                if (message != null) {
                    moved.merge(
                            new From(table.name(), from),
                            List.of(new Moved(message.keys().getFirst(), debt)),
                            (some, more) ->
                                    Stream.concat(some.stream(), more.stream()).toList());
                }
            }
        }

        @Override
        public Optional<Moved> findMovedTo(Table table, Key from, Debt after) {
            statements++;
            return moved.getOrDefault(new From(table.name(), from), List.of()).stream()
                    .filter(next -> next.debt().outbox() > after.outbox())
                    .min(Comparator.comparingLong(next -> next.debt().outbox()));
        }

        private Stream<Row> matching(BoundStatement statement) {
            return rowsOf(statement.table()).stream().filter(holding(statement.condition()));
        }

        private List<Row> rowsOf(Table table) {
            return tables.computeIfAbsent(table.name(), _ -> new ArrayList<>());
        }
    }

    /** A condition, made ready to be asked of many rows. */
    private Predicate<Row> holding(RowCondition condition) {
        Predicate<Row> holds = row -> row.columns().keySet().containsAll(condition.present());
        for (var match : condition.matches()) {
            var keys = new HashSet<>(match.keys());
            holds = holds.and(
                    row -> row.findKey(match.columns()).filter(keys::contains).isPresent());
        }
        for (var constant : condition.constants()) {
            holds = holds.and(row -> constant.value().equals(row.columns().get(constant.column())));
        }
        for (var constant : condition.absent()) {
            holds = holds.and(row -> !constant.value().equals(row.columns().get(constant.column())));
        }
        for (var state : condition.states()) {
            holds = holds.and(row -> isSo(state, row));
        }
        var cursor = condition.cursor();
        return holds.and(row -> cursor.flatMap(page ->
                        page.after().map(after -> after.compareTo(row.requireKey(page.columns())) < 0))
                .orElse(true));
    }

    private boolean isSo(RowCondition.StateMatch state, Row row) {
        return switch (state) {
            case RowCondition.MarkMatch(var softDelete, var mark) ->
                switch (mark) {
                    case DELETED -> isMarked(softDelete, row);
                    case DUE -> isMarked(softDelete, row) && isDue(softDelete, row);
                    case STANDING -> !isMarked(softDelete, row);
                };
            case RowCondition.CreationMatch(var column, var side, var moment) ->
                Optional.ofNullable(row.columns().get(column))
                        .map(InMemoryDatabase::time)
                        .filter(created -> switch (side) {
                            case BY -> !created.isAfter(moment);
                            case FROM -> !created.isBefore(moment);
                        })
                        .isPresent();
        };
    }

    private static boolean isMarked(SoftDelete softDelete, Row row) {
        var value = row.columns().get(softDelete.column());
        return switch (softDelete.form()) {
            case Form.IsTrue _ -> KeyValue.of(1).equals(value);
            case Form.NotNull _ -> value != null;
            case Form.Equals(var mark) -> mark.equals(value);
        };
    }

    private boolean isDue(SoftDelete softDelete, Row row) {
        return softDelete.grace().isZero()
                || Optional.ofNullable(row.columns().get(softDelete.column()))
                        .filter(marked -> !time(marked).plus(softDelete.grace()).isAfter(now))
                        .isPresent();
    }

    /** Rows in memory hold a time as a text of RFC 3339. */
    private static Instant time(KeyValue value) {
        return Instant.parse(((KeyValue.StringValue) value).value());
    }
}
