package dev.afterdelete.attempt;

import dev.afterdelete.copy.CopyAttempt;
import dev.afterdelete.event.Change;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.plan.Planner;
import dev.afterdelete.rekey.RekeyedRow;
import dev.afterdelete.transact.Bound;
import dev.afterdelete.transact.Transaction;
import java.util.List;

/** What one transaction does for one key group, within one bound. */
public final class Attempt {
    private final Transaction transaction;
    private final RelationGraph graph;
    private final Planner planner;
    private final Walk.Limits limits;

    /**
     * Works within {@code transaction}, as far as {@code bound} allows.
     *
     * @param planner plans along {@code graph}
     * @param fewerProvesNone whether a change that met fewer rows than its limit proves that no more are left
     */
    public Attempt(
            Transaction transaction, RelationGraph graph, Planner planner, Bound bound, boolean fewerProvesNone) {
        this.transaction = transaction;
        this.graph = graph;
        this.planner = planner;
        this.limits = new Walk.Limits(bound, fewerProvesNone);
    }

    /**
     * Does what the bound allows for the rows of {@code group}, under its guard.
     *
     * @param left what the attempt before left over
     * @throws dev.afterdelete.fault.FaultException when it cannot be done; the transaction is to be rolled back then
     */
    public AttemptResult run(KeyGroup group, Rest left) {
        var admission = Admission.of(transaction, group);
        var rest = admission.admitted().isEmpty() ? new Rest.Nothing() : carryOut(group, admission.admitted(), left);
        return new AttemptResult(admission.live(), rest, limits.bound().rows());
    }

    private Rest carryOut(KeyGroup group, List<Key> keys, Rest left) {
        return switch (group.change()) {
            case Change.Deleted deleted -> delete(group, deleted, keys, left);
            case Change.Rekeyed rekeyed -> rekey(group, rekeyed, left);
            case Change.Updated(var copied) ->
                new CopyAttempt(transaction, graph.relationsTo(group.table()), limits.bound())
                        .run(group.table(), keys, left.copied().or(() -> copied))
                        .<Rest>map(Rest.Copying::new)
                        .orElseGet(Rest.Nothing::new);
        };
    }

    private Rest delete(KeyGroup group, Change.Deleted deleted, List<Key> keys, Rest left) {
        var plan = planner.plan(group.table());
        var top = new DeletedRows(transaction, deleted, group.table(), keys).topRows(plan);
        var begin = Descents.begin(graph, plan, left, deleted.descent(), keys);
        return restOf(new Walk(transaction, plan, top, group.guard(), limits).run(keys, begin));
    }

    private Rest rekey(KeyGroup group, Change.Rekeyed rekeyed, Rest left) {
        var key = group.keys().getFirst();
        return new RekeyedRow(transaction, planner, group.table(), key, rekeyed)
                .find()
                .map(moved -> restOf(new Walk(transaction, moved.plan(), moved.top(), group.guard(), limits)
                        .run(moved.top().keys(), stillMeant(moved.plan(), left.levels()))))
                .orElseGet(Rest.Nothing::new);
    }

    /** Where the row has got yet another key since the attempt before, its children are looked for from the top. */
    private static List<Level> stillMeant(CascadePlan plan, List<Level> left) {
        return left.isEmpty()
                        || left.getFirst().plan().effect().equals(plan.root().effect())
                ? left
                : List.of();
    }

    private static Rest restOf(List<Level> path) {
        return path.isEmpty() ? new Rest.Nothing() : new Rest.OnPath(path);
    }
}
