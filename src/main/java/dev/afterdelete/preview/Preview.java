package dev.afterdelete.preview;

import static dev.afterdelete.sql.Statements.keysOf;

import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.plan.TablePlan;
import dev.afterdelete.transact.Spellings;
import dev.afterdelete.transact.Transaction;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Counts what a delete would touch, exactly: first all rows that would be deleted, then those that would change or
 * forbid it, because a row that is deleted by any path does neither. It reads in pages. Keys are remembered of those
 * tables only whose rows can be met in more than one way.
 */
public final class Preview {
    private final Transaction transaction;
    private final CascadePlan plan;
    private final LongConsumer progress;
    private final Memory memory;
    private final Tally tally = new Tally();

    /**
     * Along the plan of a delete.
     *
     * @param transaction in which all reads see one moment; no row is locked
     * @param progress gets the count of rows that were looked at so far, after each page
     */
    public Preview(Transaction transaction, CascadePlan plan, LongConsumer progress) {
        this.transaction = transaction;
        this.plan = plan;
        this.progress = progress;
        this.memory = new Memory(plan);
    }

    /**
     * What deleting these rows would touch.
     *
     * @param keys of the plan's table, at least one, each once
     * @throws FaultException permanent: a row is not there, and what its unique columns held cannot be known; or a
     *     default is one of the very rows that would go
     */
    public Footprint of(List<Key> keys) {
        var table = plan.root().table();
        var standing = transaction.keys(keysOf(table).whereKey(keys).limit(keys.size()));
        var missing = keys.size() - Spellings.named(keys, standing).size();
        var references = new PlainReferences(transaction);
        Function<Relation, List<Key>> top = relation -> top(references, relation, keys, standing, missing);

        memory.freshDeleted(table, standing);
        tally.deleted(table, standing.size());
        new Descent(transaction, plan, references, progress).run(top, new Deleting(memory, tally));
        if (plan.below().values().stream().anyMatch(Preview::hasMoreThanDeletes)) {
            memory.beginAgain();
            memory.freshDeleted(table, standing);
            new Descent(transaction, plan, references, progress).run(top, new Changing(transaction, memory, tally));
        }
        return tally.footprint(missing);
    }

    private static boolean hasMoreThanDeletes(TablePlan rows) {
        return !rows.restrictions().isEmpty()
                || rows.steps().stream().anyMatch(step -> !(step.effect() instanceof Effect.Removed));
    }

    private static List<Key> top(
            PlainReferences references, Relation relation, List<Key> keys, List<Key> standing, int missing) {
        if (relation.reference().isToKey()) {
            return relation.referencesAmong(
                    keys.stream().map(relation.reference()::valuesOf).toList());
        }
        if (missing > 0) {
            throw FaultException.of(
                    FaultCode.REFERENCE_UNKNOWN,
                    "%s does not refer to the key of %s, and a row is gone: what it held cannot be known"
                            .formatted(relation.name(), relation.parent().name()));
        }
        return references.toRows(relation, standing);
    }
}
