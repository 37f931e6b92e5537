package dev.afterdelete.serve;

import static dev.afterdelete.sql.Statements.deleteFrom;
import static dev.afterdelete.sql.Statements.lockColumnOf;
import static dev.afterdelete.sql.Statements.lockKeysOf;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Planner;
import dev.afterdelete.restrict.Restrictions;
import dev.afterdelete.transact.TopRows;
import dev.afterdelete.transact.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A row that somebody wants to delete, locked, within one transaction. */
final class DeletableRow {
    private final Transaction transaction;
    private final Planner planner;
    private final Table table;
    private List<Key> key;

    DeletableRow(Transaction transaction, Planner planner, Table table, Key key) {
        this.transaction = transaction;
        this.planner = planner;
        this.table = table;
        this.key = List.of(key);
    }

    /** Whether there is such a row; from then on it goes by its own spelling of its key. */
    boolean isThere() {
        var found = transaction.keys(lockKeysOf(table).whereKey(key).limit(1));
        key = found.isEmpty() ? key : found;
        return !found.isEmpty();
    }

    /** Its key. */
    List<Key> key() {
        return key;
    }

    /** Requires that no child row anywhere below forbids it; with locks for the children of the row itself. */
    void requireNotRestricted() {
        var plan = planner.plan(table);
        if (!plan.isRestricted()) {
            return;
        }
        var unique = unique();
        var references = new HashMap<List<String>, List<Key>>();
        for (var relation : plan.followed()) {
            references.computeIfAbsent(
                    relation.parentColumns(),
                    _ -> values(relation, unique).map(List::of).orElse(List.of()));
        }
        var top = new TopRows(table, key, references);
        var restrictions = new Restrictions(transaction, plan, top);
        restrictions.requireNoneBelow();
        restrictions.requireNone(plan.root(), top::referencesBy, List.of());
    }

    /** What the row's unique columns beside the key hold; an empty value is NULL. */
    Map<String, Optional<KeyValue>> unique() {
        var held = new HashMap<String, Optional<KeyValue>>();
        for (var column : table.unique()) {
            var found =
                    transaction.keys(lockColumnOf(table, column).whereKey(key).limit(1));
            held.put(
                    column.name(),
                    found.stream().findFirst().map(value -> value.values().getFirst()));
        }
        return held;
    }

    void delete() {
        transaction.change(deleteFrom(table).whereKey(key).limit(1));
    }

    private Optional<Key> values(Relation relation, Map<String, Optional<KeyValue>> unique) {
        var values = relation.parentColumns().stream()
                .flatMap(column -> value(column, unique).stream())
                .toList();
        return values.size() == relation.parentColumns().size() ? Optional.of(new Key(values)) : Optional.empty();
    }

    private Optional<KeyValue> value(String column, Map<String, Optional<KeyValue>> unique) {
        var place = table.keyColumns().indexOf(column);
        return place >= 0
                ? Optional.of(key.getFirst().values().get(place))
                : unique.getOrDefault(column, Optional.empty());
    }
}
