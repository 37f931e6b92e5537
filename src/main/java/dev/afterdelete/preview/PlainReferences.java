package dev.afterdelete.preview;

import static dev.afterdelete.sql.Statements.referredOf;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.transact.Transaction;
import java.util.List;

/** What child rows hold that refer to given rows, read without a lock. */
final class PlainReferences {
    private final Transaction transaction;

    PlainReferences(Transaction transaction) {
        this.transaction = transaction;
    }

    /** What children hold that refer by {@code relation} to rows that stand; empty when nothing can. */
    List<Key> toRows(Relation relation, List<Key> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return relation.referencesAmong(
                relation.reference().isToKey()
                        ? keys.stream().map(relation.reference()::valuesOf).toList()
                        : transaction.keys(referredOf(relation).whereKey(keys).limit(keys.size())));
    }
}
