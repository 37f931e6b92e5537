package dev.afterdelete.transact;

import static dev.afterdelete.sql.Statements.lockReferredOf;
import static dev.afterdelete.sql.Statements.referredOf;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.sql.Statements.Unkeyed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Which references lead nowhere. Numbers and bytes are compared here; texts by the database, as the parent's column
 * compares them: where a row is found that is spelled otherwise, its reference is searched for by halves.
 */
public final class MissingParents {
    private final Transaction transaction;
    private final Relation relation;
    private final Unkeyed<BoundQuery> parents;
    private final List<Key> missing = new ArrayList<>();

    private MissingParents(Transaction transaction, Relation relation, Unkeyed<BoundQuery> parents) {
        this.transaction = transaction;
        this.relation = relation;
        this.parents = parents;
    }

    /**
     * Those of {@code values} that no row of the relation's parent holds, as it was last committed.
     *
     * @param values what children hold, each once
     */
    public static List<Key> among(Transaction transaction, Relation relation, List<Key> values) {
        return new MissingParents(transaction, relation, referredOf(relation)).of(values);
    }

    /**
     * The same, of now: a parent that another transaction has inserted and not yet committed is waited for.
     *
     * @param values what children hold, each once
     */
    public static List<Key> lockedAmong(Transaction transaction, Relation relation, List<Key> values) {
        return new MissingParents(transaction, relation, lockReferredOf(relation)).of(values);
    }

    private List<Key> of(List<Key> values) {
        search(values);
        return List.copyOf(missing);
    }

    private void search(List<Key> values) {
        if (values.isEmpty()) {
            return;
        }
        var found = new HashSet<>(
                transaction.keys(parents.whereReferred(relation, values).limit(values.size())));
        var unfound = values.stream().filter(value -> !found.contains(value)).toList();
        if (found.isEmpty() || !isText()) {
            missing.addAll(unfound);
        } else if (unfound.size() < values.size()) {
            search(unfound);
        } else if (values.size() > 1) {
            search(values.subList(0, values.size() / 2));
            search(values.subList(values.size() / 2, values.size()));
        }
    }

    private boolean isText() {
        return relation.reference().types().contains(KeyType.STRING);
    }
}
