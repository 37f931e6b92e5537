package dev.afterdelete.attempt;

import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.plan.Step;
import java.util.ArrayList;
import java.util.HashSet;
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
    static void requireNoneGoing(Level level, Step step, Function<Relation, List<Key>> referred) {
        var relation = step.relation();
        if (level.plan().effect() instanceof Effect.Removed
                && relation.onDelete() instanceof OnDelete.SetDefault action) {
            var values = referred.apply(relation);
            var going = new HashSet<>(values);
            if (values.stream().anyMatch(value -> going.contains(defaulted(relation, action, value)))) {
                throw FaultException.of(
                        FaultCode.DEFAULT_IS_GOING,
                        "%s would get its default, and that is the row of %s that goes"
                                .formatted(relation.name(), relation.parent().name()));
            }
        }
    }

    private static Key defaulted(Relation relation, OnDelete.SetDefault action, Key value) {
        var values = new ArrayList<KeyValue>(value.values());
        action.values()
                .forEach(constant -> values.set(relation.columns().indexOf(constant.column()), constant.value()));
        return new Key(values);
    }
}
