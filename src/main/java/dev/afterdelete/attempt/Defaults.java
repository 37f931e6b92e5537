package dev.afterdelete.attempt;

import static dev.afterdelete.sql.Statements.lockKeysOf;

import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.plan.Step;
import dev.afterdelete.transact.Transaction;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** What {@code set_default} must not do. */
final class Defaults {
    private Defaults() {}

    /**
     * Requires that no child would get a reference to one of the very rows that go, be there such a child or not.
     *
     * @param referred what children hold that refer to the rows by a relation
     * @throws FaultException permanent: it would
     */
    static void requireNoneGoing(
            Transaction transaction, Level level, Step step, Function<Relation, List<Key>> referred) {
        var relation = step.relation();
        if (level.plan().effect() instanceof Effect.Removed
                && relation.onDelete() instanceof OnDelete.SetDefault action) {
            var values = referred.apply(relation);
            var defaults = values.stream()
                    .map(value -> action.applied(relation.reference(), value))
                    .distinct()
                    .toList();
            if (!Collections.disjoint(values, defaults) || areEqual(transaction, relation, values, defaults)) {
                throw FaultException.of(
                        FaultCode.DEFAULT_IS_GOING,
                        "%s would get its default, and that is the row of %s that goes"
                                .formatted(relation.name(), relation.parent().name()));
            }
        }
    }

    /** Texts are compared by the database: a child whose reference is both is one that would keep it. */
    private static boolean areEqual(Transaction transaction, Relation relation, List<Key> values, List<Key> defaults) {
        return relation.reference().types().contains(KeyType.STRING)
                && !values.isEmpty()
                && !transaction
                        .keys(lockKeysOf(relation.child())
                                .where(relation, values)
                                .and(relation, defaults)
                                .limit(1))
                        .isEmpty();
    }
}
