package dev.afterdelete.copy;

import static dev.afterdelete.sql.Statements.copy;
import static dev.afterdelete.sql.Statements.lockKeysOf;

import dev.afterdelete.event.Change.CopyPosition;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.transact.Bound;
import dev.afterdelete.transact.References;
import dev.afterdelete.transact.TopRows;
import dev.afterdelete.transact.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies columns of parents into their children again, as the parents are now: page by page in the order of the child's
 * key. A cursor carries it on, not a comparison of values, so that it ends whatever two values are said to be equal.
 */
public final class CopyAttempt {
    private static final int MAX_PAGE = 1_000;

    private final Transaction transaction;
    private final List<Relation> relations;
    private final Bound bound;

    /** Copies along those of the {@code relations} to one table that say so. */
    public CopyAttempt(Transaction transaction, List<Relation> relations, Bound bound) {
        this.transaction = transaction;
        this.relations = relations.stream()
                .filter(relation -> !relation.copies().isEmpty())
                .toList();
        this.bound = bound;
    }

    /**
     * Does what the bound allows. <b>Idempotent</b>: again, it writes what is there already.
     *
     * @param keys the parents; one that is gone has nothing to copy
     * @param from where the attempt before stopped
     * @return where this one stopped; empty when nothing is left
     */
    public Optional<CopyPosition> run(Table table, List<Key> keys, Optional<CopyPosition> from) {
        var standing = transaction.keys(lockKeysOf(table).whereKey(keys).limit(keys.size()));
        if (standing.isEmpty()) {
            return Optional.empty();
        }
        var references = new References(transaction, new TopRows(table, standing, Map.of()));
        var position = from.filter(this::isMeant).orElse(new CopyPosition(0, Optional.empty()));
        while (position.relation() < relations.size() && !bound.isReached()) {
            position = onePage(references, standing, position);
        }
        return position.relation() < relations.size() ? Optional.of(position) : Optional.empty();
    }

    /** Where the declaration has changed since a continuation was sent, or somebody made it up, all is copied again. */
    private boolean isMeant(CopyPosition position) {
        return position.relation() < relations.size()
                && position.after()
                        .map(key -> key.values().stream().map(KeyValue::type).toList())
                        .map(relations.get(position.relation()).child().keyTypes()::equals)
                        .orElse(true);
    }

    private CopyPosition onePage(References references, List<Key> standing, CopyPosition position) {
        var relation = relations.get(position.relation());
        var next = new CopyPosition(position.relation() + 1, Optional.empty());
        var values = references.toRows(relation, standing);
        if (values.isEmpty()) {
            return next;
        }
        var limit = Math.min(bound.left(), MAX_PAGE);
        var page = transaction.keys(lockKeysOf(relation.child())
                .where(relation, values)
                .page(position.after())
                .limit(limit));
        if (!page.isEmpty()) {
            var changed = transaction.change(
                    copy(relation, values).whereKey(page).and(relation, values).limit(page.size()));
            bound.updated(relation.child(), changed);
            bound.looked(page.size() - changed);
        }
        return page.size() < limit ? next : new CopyPosition(position.relation(), Optional.of(page.getLast()));
    }
}
