package dev.afterdelete.attempt;

import static dev.afterdelete.sql.Statements.lockKeysOf;
import static dev.afterdelete.sql.Statements.lockReferredOf;

import dev.afterdelete.event.Change;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.transact.Spellings;
import dev.afterdelete.transact.TopRows;
import dev.afterdelete.transact.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows that are to be deleted, or are gone already, and what their children hold: mostly their key; where children
 * refer to another unique column, what the row says, or the message where the row is gone.
 */
final class DeletedRows {
    private final Transaction transaction;
    private final Change.Deleted change;
    private final Table table;
    private final List<Key> keys;

    DeletedRows(Transaction transaction, Change.Deleted change, Table table, List<Key> keys) {
        this.transaction = transaction;
        this.change = change;
        this.table = table;
        this.keys = keys;
    }

    /**
     * What children hold that refer to the rows.
     *
     * @throws FaultException permanent: a row is gone, and nobody says what it held
     */
    TopRows topRows(CascadePlan plan) {
        var references = new HashMap<List<String>, List<Key>>();
        plan.followed()
                .forEach(relation -> references.computeIfAbsent(relation.parentColumns(), _ -> values(relation)));
        return new TopRows(table, keys, references);
    }

    private List<Key> values(Relation relation) {
        if (relation.reference().isToKey()) {
            return keys.stream().map(relation.reference()::valuesOf).toList();
        }
        var standing = Spellings.named(
                keys, transaction.keys(lockKeysOf(table).whereKey(keys).limit(keys.size())));
        var values = new ArrayList<Key>();
        if (!standing.isEmpty()) {
            values.addAll(
                    transaction.keys(lockReferredOf(relation).whereKey(standing).limit(standing.size())));
        }
        var stands = new HashSet<>(standing);
        keys.stream()
                .filter(key -> !stands.contains(key))
                .forEach(key -> saidByMessage(relation, key).ifPresent(values::add));
        return values;
    }

    private Optional<Key> saidByMessage(Relation relation, Key key) {
        var said = change.unique().getOrDefault(key, Map.of());
        var values = new ArrayList<KeyValue>();
        for (var column : relation.parentColumns()) {
            var place = table.keyColumns().indexOf(column);
            var value = place >= 0 ? Optional.of(key.values().get(place)) : said.get(column);
            if (value == null) {
                throw unknown(relation, column);
            }
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(new Key(values));
    }

    private FaultException unknown(Relation relation, String column) {
        return FaultException.of(
                FaultCode.REFERENCE_UNKNOWN,
                "%s refers to %s.%s, and the row is gone: say in the message what it held, as in \"id\": {…, \"%s\": …}"
                        .formatted(relation.name(), table.name(), column, column));
    }
}
