package dev.afterdelete.attempt;

import static dev.afterdelete.sql.Statements.lockKeysOf;
import static dev.afterdelete.sql.Statements.lockReferredOf;

import dev.afterdelete.event.Change;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyType;
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
import java.util.LinkedHashSet;
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
        return relation.reference().isToKey() ? keyValues(relation) : uniqueValues(relation);
    }

    /** A text goes by the row's own spelling too: a child may compare more exactly than its parent. */
    private List<Key> keyValues(Relation relation) {
        var values = new LinkedHashSet<Key>();
        keys.stream().map(relation.reference()::valuesOf).forEach(values::add);
        if (relation.reference().types().contains(KeyType.STRING)) {
            values.addAll(
                    transaction.keys(lockReferredOf(relation).whereKey(keys).limit(keys.size())));
        }
        return List.copyOf(values);
    }

    private List<Key> uniqueValues(Relation relation) {
        var standing = Spellings.named(
                keys, transaction.keys(lockKeysOf(table).whereKey(keys).limit(keys.size())));
        var values = new LinkedHashSet<Key>();
        if (!standing.isEmpty()) {
            values.addAll(
                    transaction.keys(lockReferredOf(relation).whereKey(standing).limit(standing.size())));
        }
        var stands = new HashSet<>(standing);
        for (var key : keys) {
            if (!stands.contains(key) || isSaid(relation, key)) {
                saidByMessage(relation, key)
                        .filter(said -> isFree(relation, said, key))
                        .ifPresent(values::add);
            }
        }
        return List.copyOf(values);
    }

    /** Requires that no other row holds by now what the message says that this one held. */
    private boolean isFree(Relation relation, Key said, Key key) {
        var holders = transaction.keys(
                lockKeysOf(table).whereReferred(relation, List.of(said)).limit(1));
        if (!holders.isEmpty()
                && transaction
                        .keys(lockKeysOf(table)
                                .whereKey(List.of(key))
                                .andKey(holders)
                                .limit(1))
                        .isEmpty()) {
            throw FaultException.of(
                    FaultCode.KEY_REUSED,
                    "another row of %s holds by now what the message says that this one held".formatted(table.name()));
        }
        return true;
    }

    private boolean isSaid(Relation relation, Key key) {
        var said = change.unique().getOrDefault(key, Map.of()).keySet();
        return relation.parentColumns().stream()
                .allMatch(column -> said.contains(column) || table.keyColumns().contains(column));
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
