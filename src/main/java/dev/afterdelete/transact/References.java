package dev.afterdelete.transact;

import static dev.afterdelete.sql.Statements.lockReferredOf;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import java.util.List;

/** What child rows hold that refer to given rows. */
public final class References {
    private final Transaction transaction;
    private final TopRows top;

    /** Of rows that stand, and of the {@code top} rows of a cascade, which may be gone. */
    public References(Transaction transaction, TopRows top) {
        this.transaction = transaction;
        this.top = top;
    }

    /** What children hold that refer by {@code relation} to the rows from which the cascade starts. */
    public List<Key> toTop(Relation relation) {
        return relation.referencesAmong(top.referencesBy(relation));
    }

    /**
     * What children hold that refer by {@code relation} to rows that stand, and are locked.
     *
     * @param keys of the relation's parent, at least one
     * @return empty when nothing can refer to them
     */
    public List<Key> toRows(Relation relation, List<Key> keys) {
        return relation.referencesAmong(referred(relation, keys));
    }

    private List<Key> referred(Relation relation, List<Key> keys) {
        if (relation.reference().isToKey()) {
            return keys.stream().map(relation.reference()::valuesOf).toList();
        }
        return transaction.keys(lockReferredOf(relation).whereKey(keys).limit(keys.size()));
    }
}
