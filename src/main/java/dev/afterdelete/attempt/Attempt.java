package dev.afterdelete.attempt;

import dev.afterdelete.copy.CopyAttempt;
import dev.afterdelete.event.Change;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.plan.Planner;
import dev.afterdelete.preview.Cap;
import dev.afterdelete.rekey.RekeyedRow;
import dev.afterdelete.transact.Bound;
import dev.afterdelete.transact.Transaction;
import java.util.List;
import java.util.function.BooleanSupplier;

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
     * Does what the bound allows for the rows of {@code group}, on its terms.
     *
     * @param left what the attempt before left over
     * @throws dev.afterdelete.fault.FaultException when it cannot be done; the transaction is to be rolled back then
     */
    public AttemptResult run(KeyGroup group, Rest left) {
        var admission = Admission.of(transaction, group);
        var rest = admission.admitted().isEmpty() ? new Rest.Nothing() : carryOut(admission, left);
        return new AttemptResult(
                admission.live(),
                admission.found().stale(),
                rest,
                limits.bound().rows());
    }

    /**
     * Requires that what would follow is within the cap of the table. Changes nothing, and locks nothing unless there
     * is too much.
     *
     * @param isTooLate whether there is no time left to count
     * @throws dev.afterdelete.fault.FaultException permanent: it is too much, and some of the keys may be acted on
     */
    public static void requireWithinCap(
            Transaction transaction, CascadePlan plan, KeyGroup group, BooleanSupplier isTooLate) {
        if (new Cap(transaction, plan, isTooLate).isExceededBy(group)
                && !Admission.of(transaction, group).admitted().isEmpty()) {
            throw Cap.exceeded(group.table());
        }
    }

    private Rest carryOut(Admission admission, Rest left) {
        var group = admission.group();
        return switch (group.change()) {
            case Change.Deleted deleted -> delete(admission, deleted, left);
            case Change.Rekeyed rekeyed -> rekey(admission, rekeyed, left);
            case Change.Updated(var copied) ->
                new CopyAttempt(transaction, graph.relationsTo(group.table()), limits.bound())
                        .run(group.table(), admission.admitted(), left.copied().or(() -> copied))
                        .<Rest>map(Rest.Copying::new)
                        .orElseGet(Rest.Nothing::new);
        };
    }

    private Rest delete(Admission admission, Change.Deleted deleted, Rest left) {
        var table = admission.group().table();
        var keys = admission.admitted();
        var plan = admission.orphanedBy().map(planner::planOfOrphans).orElseGet(() -> planner.plan(table));
        var top = new DeletedRows(transaction, deleted, table, keys).topRows(plan);
        var begin = Descents.begin(graph, plan, left, deleted.descent(), keys);
        var path = new Walk(transaction, plan, top, admission, limits).run(keys, begin);
        if (limits.bound().rows().total() > 0) {
            admission.requireStillGone(transaction);
        }
        return restOf(path);
    }

    private Rest rekey(Admission admission, Change.Rekeyed rekeyed, Rest left) {
        var group = admission.group();
        var key = group.keys().getFirst();
        return new RekeyedRow(transaction, planner, group.table(), key, rekeyed)
                .find()
                .map(moved -> restOf(new Walk(transaction, moved.plan(), moved.top(), admission, limits)
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
