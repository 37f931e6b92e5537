package dev.afterdelete.rekey;

import static dev.afterdelete.sql.Statements.lockColumnOf;
import static dev.afterdelete.sql.Statements.lockKeysOf;

import dev.afterdelete.event.Change;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyColumn;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Assignment;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.plan.Planner;
import dev.afterdelete.transact.TopRows;
import dev.afterdelete.transact.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row whose key, or another unique column, got another value. What it holds now is read from the row itself, so that
 * an update which comes late or twice moves the children to where the row is, not to where it was.
 */
public final class RekeyedRow {
    private final Transaction transaction;
    private final Planner planner;
    private final Table table;
    private final Key key;
    private final Change.Rekeyed change;

    /** The row that has, or had after this change, the key {@code key}. */
    public RekeyedRow(Transaction transaction, Planner planner, Table table, Key key, Change.Rekeyed change) {
        this.transaction = transaction;
        this.planner = planner;
        this.table = table;
        this.key = key;
        this.change = change;
    }

    /**
     * What follows from a key update.
     *
     * @param plan what has to be done
     * @param top the row as it is now, and what its children still hold
     */
    public record Rekeying(CascadePlan plan, TopRows top) {}

    /**
     * Finds out what follows.
     *
     * @return empty when the row holds again what it held before, so that nothing follows
     * @throws FaultException permanent: the row is not there, another row has taken its old key, or a relation that is
     *     touched declares no {@code onUpdate}
     */
    public Optional<Rekeying> find() {
        var now = requireRow();
        var assignments = Stream.concat(
                        table.keyColumns().stream(),
                        change.previous().keySet().stream().sorted())
                .distinct()
                .filter(column -> hasChanged(now, column))
                .map(column -> new Assignment(column, valueOf(now, column)))
                .toList();
        if (assignments.isEmpty()) {
            return Optional.empty();
        }
        var plan = planner.plan(table, new Effect.Assigned(assignments));
        var references = new HashMap<List<String>, List<Key>>();
        plan.followed()
                .forEach(relation -> references.computeIfAbsent(relation.parentColumns(), _ -> old(relation, now)));
        return Optional.of(new Rekeying(plan, new TopRows(table, List.of(now), references)));
    }

    /** The key of the row as it is now, wherever later updates that are known have taken it. */
    private Key requireRow() {
        var place = key;
        if (change.owed().isPresent()) {
            var moved = transaction.findMovedTo(table, key, change.owed().get());
            while (moved.isPresent()) {
                place = moved.get().to();
                moved = transaction.findMovedTo(table, place, moved.get().debt());
            }
        }
        return transaction.keys(lockKeysOf(table).whereKey(List.of(place)).limit(1)).stream()
                .findFirst()
                .orElseThrow(() -> new FaultException(Fault.of(FaultCode.OVERTAKEN)));
    }

    private boolean hasChanged(Key now, String column) {
        var before = valueBefore(now, column);
        return before.isPresent() && !before.equals(valueOf(now, column));
    }

    /** What the row held before this change: what the message says of it, be the row elsewhere by now. */
    private Optional<KeyValue> valueBefore(Key now, String column) {
        var before = change.previous().get(column);
        if (before != null) {
            return before;
        }
        var place = table.keyColumns().indexOf(column);
        return place >= 0 ? Optional.of(key.values().get(place)) : valueOf(now, column);
    }

    private Optional<KeyValue> valueOf(Key now, String column) {
        var place = table.keyColumns().indexOf(column);
        if (place >= 0) {
            return Optional.of(now.values().get(place));
        }
        var found = transaction.keys(lockColumnOf(table, new KeyColumn(column, table.typeOf(column)))
                .whereKey(List.of(now))
                .limit(1));
        return found.stream().findFirst().map(value -> value.values().getFirst());
    }

    /** What children hold that refer to the row as it was: no other row may hold it now. */
    private List<Key> old(Relation relation, Key now) {
        var values = new ArrayList<KeyValue>();
        for (var column : relation.parentColumns()) {
            var value = valueBefore(now, column);
            if (value.isEmpty()) {
                return List.of();
            }
            values.add(value.get());
        }
        var before = List.of(new Key(values));
        var holders = transaction.keys(
                lockKeysOf(table).whereReferred(relation, before).limit(2));
        if (holders.stream().anyMatch(holder -> !holder.equals(now))) {
            throw new FaultException(Fault.of(FaultCode.KEY_REUSED));
        }
        return before;
    }
}
