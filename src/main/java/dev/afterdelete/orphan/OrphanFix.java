package dev.afterdelete.orphan;

import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.execute.Askers;
import dev.afterdelete.execute.CascadeExecutor;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultClass;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.OnDelete;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.plan.Guard;
import dev.afterdelete.plan.KeyGroup;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gives confirmed orphans what their relation says of the children of a row that is deleted, through the engine: in
 * bounded attempts, with what hangs from them. Each attempt looks again, under lock, whether the parent is missing.
 */
public final class OrphanFix {
    private final CascadeExecutor executor;

    /** Works through {@code executor}. */
    public OrphanFix(CascadeExecutor executor) {
        this.executor = executor;
    }

    /** Whether a relation says anything that can be done to an orphan. */
    static boolean isFixable(Relation relation) {
        return switch (relation.onDelete()) {
            case OnDelete.Cascade _, OnDelete.SetNull _, OnDelete.SetDefault _ -> true;
            case OnDelete.Restrict _, OnDelete.DoNothing _ -> false;
        };
    }

    /**
     * Fixes orphans, as far as the budget goes.
     *
     * @param confirmed orphans of one page
     * @throws FaultException systemic: nothing can be fixed
     */
    Fixed fix(Relation relation, List<Orphan> confirmed, TimeBudget budget) {
        var some = confirmed.stream()
                .filter(orphan -> !isAtDefault(relation, orphan))
                .toList();
        if (some.isEmpty()) {
            return Fixed.NONE;
        }
        var groups = some.stream()
                .collect(Collectors.groupingBy(
                        orphan -> relation.child().at(orphan.child()).shard(), LinkedHashMap::new, Collectors.toList()))
                .sequencedEntrySet()
                .stream()
                .map(entry -> group(relation, entry.getKey(), entry.getValue()))
                .toList();
        var tally = new Tally();
        executor.execute(groups, tally, budget);
        tally.systemic.ifPresent(fault -> {
            throw new FaultException(fault);
        });
        return tally.fixed();
    }

    private static KeyGroup group(Relation relation, Optional<KeyValue> shard, List<Orphan> some) {
        var child = relation.child();
        var values = some.stream().map(Orphan::reference).distinct().toList();
        var keys = some.stream().map(orphan -> child.at(orphan.child()).key()).toList();
        var orphans = KeyGroup.deleted(child, new Guard.Orphaned(relation, values), keys, shard);
        return relation.onDelete() instanceof OnDelete.Cascade ? orphans : orphans.approved();
    }

    /** A default that leads nowhere itself cannot be helped by setting it again. */
    private static boolean isAtDefault(Relation relation, Orphan orphan) {
        return relation.onDelete() instanceof OnDelete.SetDefault action
                && action.applied(relation.reference(), orphan.reference()).equals(orphan.reference());
    }

    /** Counts how the orphans ended; nobody else asked for them. */
    private static final class Tally implements Askers {
        private final Map<FaultCode, Long> refused = new TreeMap<>();
        private Optional<Fault> systemic = Optional.empty();
        private long done;
        private long left;

        @Override
        public Collection<Debt> debtsEndingWith(KeyGroup group, List<Key> keys) {
            return List.of();
        }

        @Override
        public void ended(KeyGroup group, List<Key> keys, Outcome outcome) {
            switch (outcome) {
                case Outcome.Done _ -> done += keys.size();
                case Outcome.Suspended _ -> left += keys.size();
                case Outcome.Failed(var fault, var _) -> {
                    left += keys.size();
                    systemic = systemic.or(
                            () -> Optional.of(fault).filter(each -> each.faultClass() == FaultClass.SYSTEMIC));
                }
                case Outcome.Refused(var fault) -> refused.merge(fault.code(), (long) keys.size(), Long::sum);
            }
        }

        private Fixed fixed() {
            return new Fixed(done, left, refused);
        }
    }
}
