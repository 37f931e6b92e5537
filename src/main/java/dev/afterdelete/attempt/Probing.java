package dev.afterdelete.attempt;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.sql.Probe;
import dev.afterdelete.transact.References;
import dev.afterdelete.transact.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Where there are many relations, only those that hold rows are visited. */
final class Probing {
    /** From so many relations to one table on, a probe asks first which of them hold rows. */
    static final int PROBE_FROM = 4;

    private final Transaction transaction;
    private final References references;

    Probing(Transaction transaction, References references) {
        this.transaction = transaction;
        this.references = references;
    }

    /** The level, with the steps that have anything to do. */
    Level of(Level level) {
        var steps = level.plan().steps();
        if (steps.size() < PROBE_FROM) {
            return level;
        }
        var values = new LinkedHashMap<Relation, List<Key>>();
        steps.forEach(step -> values.put(step.relation(), level.referred(references, step.relation())));
        values.values().removeIf(List::isEmpty);
        var holding = values.isEmpty() ? Set.<Relation>of() : transaction.probe(Probe.of(values));
        return level.following(level.plan()
                .following(steps.stream()
                        .filter(step -> holding.contains(step.relation()))
                        .toList()));
    }
}
