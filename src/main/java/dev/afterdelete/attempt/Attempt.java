package dev.afterdelete.attempt;

import static dev.afterdelete.sql.Statements.deleteFrom;
import static dev.afterdelete.sql.Statements.lockKeysOf;

import dev.afterdelete.attempt.Level.Page;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.Guard;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.plan.Step;
import dev.afterdelete.plan.TablePlan;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.BoundStatement;
import dev.afterdelete.sql.Probe;
import dev.afterdelete.sql.Statements.Keyed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One walk through a cascade, depth first, within one transaction and one bound: children go before the rows that they
 * hang from. What it leaves over is a path that the next attempt takes up; nothing else is remembered, because what is
 * left to do is what the tables still show.
 */
public final class Attempt {
    /** From so many relations to one table on, a probe asks first which of them hold rows. */
    static final int PROBE_FROM = 4;

    /** The most rows of one level that have children themselves: their keys go into every statement below them. */
    static final int MAX_PAGE = 1_000;

    private final Transaction transaction;
    private final CascadePlan plan;
    private final Bound bound;
    private final boolean fewerProvesNone;
    private final List<Level> path = new ArrayList<>();

    /**
     * Walks along {@code plan} within {@code transaction}, as far as {@code bound} allows.
     *
     * @param fewerProvesNone whether a change that met fewer rows than its limit proves that no more are left
     */
    public Attempt(Transaction transaction, CascadePlan plan, Bound bound, boolean fewerProvesNone) {
        this.transaction = transaction;
        this.plan = plan;
        this.bound = bound;
        this.fewerProvesNone = fewerProvesNone;
    }

    /**
     * Does what the bound allows for the rows of {@code group}, under its guard.
     *
     * @param left where the attempt before stopped, topmost level first; empty to begin at the top
     * @throws dev.afterdelete.fault.FaultException when the database does not do it; the transaction is to be rolled
     *     back then
     */
    public AttemptResult run(KeyGroup group, List<Level> left) {
        var admission = Admission.of(transaction, group);
        if (!admission.admitted().isEmpty()) {
            walk(group.guard(), admission.admitted(), left);
        }
        return new AttemptResult(admission.live(), path, bound.rows());
    }

    private void walk(Guard guard, List<Key> admitted, List<Level> left) {
        if (left.isEmpty()) {
            path.add(probed(Level.top(plan.root(), admitted)));
        } else {
            takeUp(left);
        }
        while (!path.isEmpty() && !bound.isReached()) {
            step(guard);
        }
    }

    /** Locks the rows of the path again; one that has moved to another parent meanwhile keeps its own children. */
    private void takeUp(List<Level> levels) {
        path.add(levels.getFirst());
        for (var level : levels.subList(1, levels.size())) {
            var still = new HashSet<>(transaction.keys(lockKeysOf(level.table())
                    .whereKey(level.keys())
                    .and(level.via().orElseThrow(), path.getLast().keys())
                    .limit(level.keys().size())));
            if (still.isEmpty()) {
                return;
            }
            var keys = level.keys().stream().filter(still::contains).toList();
            path.add(level.with(new Page(keys, level.rows().last())));
        }
    }

    private void step(Guard guard) {
        var level = path.getLast();
        switch (level.step().orElse(null)) {
            case Step.DeleteLeaves(var relation) when !level.position().byPage() -> deleteLeaves(level, relation);
            case Step.DeleteLeaves(var relation) -> descend(level, relation);
            case Step.Descend(var relation) -> descend(level, relation);
            case null -> finish(level, guard);
        }
    }

    private void deleteLeaves(Level level, Relation relation) {
        var limit = bound.left();
        var deleted = transaction.change(
                deleteFrom(relation.child()).where(relation, level.keys()).limit(limit));
        bound.changed(relation.child(), deleted);
        if (isAll(deleted, limit)) {
            replaceTop(level.at(level.position().nextStep()));
        } else if (level.isSingle()) {
            replaceTop(level.at(level.position().pageByPage()));
        }
    }

    private void descend(Level level, Relation relation) {
        var below = plan.planOf(relation.child());
        var limit = below.steps().isEmpty() ? bound.left() : Math.min(bound.left(), MAX_PAGE);
        var children = transaction.keys(page(level, lockKeysOf(relation.child()).where(relation, level.keys()))
                .limit(limit));
        if (children.isEmpty()) {
            replaceTop(level.at(level.position().nextStep()));
            return;
        }
        path.add(probed(Level.below(relation, below, new Page(children, children.size() < limit))));
        bound.descended();
    }

    /**
     * In key order only below a single row: there an index gives the order, anywhere else all would be locked to sort
     * them.
     */
    private static <S extends BoundStatement> Keyed<S> page(Level level, Keyed<S> children) {
        return level.isSingle() ? children.page(level.position().after()) : children;
    }

    /** Where there are many relations, only those that hold rows are visited. */
    private Level probed(Level level) {
        var steps = level.plan().steps();
        if (steps.size() < PROBE_FROM) {
            return level;
        }
        var found =
                transaction.probe(Probe.of(steps.stream().map(Step::relation).toList(), level.keys()));
        var visited = IntStream.range(0, steps.size())
                .filter(found::contains)
                .mapToObj(steps::get)
                .toList();
        return level.following(new TablePlan(level.table(), visited));
    }

    private void finish(Level level, Guard guard) {
        if (level.position().unconfirmed()) {
            replaceTop(probed(level.following(plan.planOf(level.table()))));
            return;
        }
        var limit = Math.min(bound.left(), level.keys().size());
        var deleted = transaction.change(rowsOf(level, guard).limit(limit));
        bound.changed(level.table(), deleted);
        if (deleted == level.keys().size() || isAll(deleted, limit)) {
            ascend(level);
        }
    }

    private Keyed<BoundChange> rowsOf(Level level, Guard guard) {
        var rows = deleteFrom(level.table()).whereKey(level.keys());
        if (level.via().isPresent()) {
            return rows.and(level.via().get(), path.get(path.size() - 2).keys());
        }
        return guard instanceof Guard.StillFlagged(var softDelete) ? rows.andFlagged(softDelete) : rows;
    }

    private void ascend(Level done) {
        path.removeLast();
        if (path.isEmpty()) {
            return;
        }
        var above = path.getLast();
        if (done.rows().last()) {
            replaceTop(above.at(above.position().nextStep()));
        } else if (above.isSingle()) {
            replaceTop(above.at(above.position().goingOnAfter(done.keys().getLast())));
        }
    }

    private void replaceTop(Level level) {
        path.set(path.size() - 1, level);
    }

    private boolean isAll(long changed, long limit) {
        return changed == 0 || (fewerProvesNone && changed < limit);
    }
}
