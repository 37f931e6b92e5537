package dev.afterdelete.restrict;

import static dev.afterdelete.sql.Statements.keysOf;
import static dev.afterdelete.sql.Statements.referencesOf;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.transact.References;
import dev.afterdelete.transact.TopRows;
import dev.afterdelete.transact.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which rows a cascade is going to remove, by whatever path: looked up from the row towards the top, so that no list of
 * all that goes is ever held. Every comparison is the database's own.
 */
final class DoomedRows {
    private final Transaction transaction;
    private final CascadePlan plan;
    private final TopRows top;
    private final References references;

    DoomedRows(Transaction transaction, CascadePlan plan, TopRows top) {
        this.transaction = transaction;
        this.plan = plan;
        this.top = top;
        this.references = new References(transaction, top);
    }

    /** Those of the rows {@code keys} of {@code table} that the cascade removes. */
    Set<Key> among(Table table, List<Key> keys) {
        var doomed = new HashSet<Key>();
        if (keys.isEmpty()) {
            return doomed;
        }
        var rest = without(doomed, keys, byTop(table, keys));
        for (var relation : plan.removing(table)) {
            rest = without(doomed, rest, byParentAtTop(relation, rest));
        }
        for (var key : rest) {
            if (isBelowDoomed(table, key, new HashSet<>())) {
                doomed.add(key);
            }
        }
        return doomed;
    }

    private static List<Key> without(Set<Key> doomed, List<Key> keys, List<Key> found) {
        doomed.addAll(found);
        return keys.stream().filter(key -> !doomed.contains(key)).toList();
    }

    /** Those that are rows from which the cascade starts. */
    private List<Key> byTop(Table table, List<Key> keys) {
        if (!(plan.root().effect() instanceof Effect.Removed) || !table.equals(top.table())) {
            return List.of();
        }
        return transaction.keys(keysOf(table).whereKey(keys).andKey(top.keys()).limit(keys.size()));
    }

    /** Those that refer to a row from which the cascade starts. */
    private List<Key> byParentAtTop(Relation relation, List<Key> keys) {
        if (keys.isEmpty()
                || !relation.parent().equals(top.table())
                || !(plan.root().effect() instanceof Effect.Removed)) {
            return List.of();
        }
        var values = references.toTop(relation);
        return values.isEmpty()
                ? List.of()
                : transaction.keys(keysOf(relation.child())
                        .whereKey(keys)
                        .and(relation, values)
                        .limit(keys.size()));
    }

    /** Whether some row above {@code key} is doomed. */
    private boolean isBelowDoomed(Table table, Key key, Set<Seen> seen) {
        var open = new ArrayList<Seen>(List.of(new Seen(table, key)));
        while (!open.isEmpty()) {
            var row = open.removeLast();
            if (!seen.add(row)) {
                continue;
            }
            if (isDoomedItself(row)) {
                return true;
            }
            plan.removing(row.table()).forEach(relation -> open.addAll(parents(relation, row.key())));
        }
        return false;
    }

    private boolean isDoomedItself(Seen row) {
        var one = List.of(row.key());
        return !byTop(row.table(), one).isEmpty()
                || plan.removing(row.table()).stream()
                        .anyMatch(relation -> !byParentAtTop(relation, one).isEmpty());
    }

    private List<Seen> parents(Relation relation, Key child) {
        var where = relation.where();
        var holding = transaction.keys(referencesOf(relation)
                .whereKey(List.of(child))
                .andConstants(where)
                .limit(1));
        var values = holding.stream().filter(relation::isReference).toList();
        if (values.isEmpty()) {
            return List.of();
        }
        return transaction
                .keys(keysOf(relation.parent()).whereReferred(relation, values).limit(1))
                .stream()
                .map(parent -> new Seen(relation.parent(), parent))
                .toList();
    }

    private record Seen(Table table, Key key) {}
}
