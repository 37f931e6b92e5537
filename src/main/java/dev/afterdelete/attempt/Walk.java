package dev.afterdelete.attempt;

import static dev.afterdelete.sql.Statements.deleteFrom;
import static dev.afterdelete.sql.Statements.lockKeysOf;
import static dev.afterdelete.sql.Statements.update;

import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.CascadePlan.Stage;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.plan.Step;
import dev.afterdelete.restrict.Restrictions;
import dev.afterdelete.sql.BoundChange;
import dev.afterdelete.sql.Statements.Unkeyed;
import dev.afterdelete.transact.Bound;
import dev.afterdelete.transact.References;
import dev.afterdelete.transact.TopRows;
import dev.afterdelete.transact.Transaction;
import java.util.List;
import java.util.Set;

/**
 * One walk through a cascade, depth first, within one transaction and one bound: what becomes of children is done
 * before the rows that they hang from. What it leaves over is a path that the next attempt takes up; nothing else is
 * remembered, because what is left to do is what the tables still show.
 */
final class Walk {
    /** The most rows of one level that have children themselves: their keys go into every statement below them. */
    static final int MAX_PAGE = 1_000;

    private final Transaction transaction;
    private final CascadePlan plan;
    private final Bound bound;
    private final boolean fewerProvesNone;
    private final References references;
    private final Restrictions restrictions;
    private final Path path = new Path();
    private final Footing footing;
    private final Probing probing;

    Walk(Transaction transaction, CascadePlan plan, TopRows top, Admission admission, Limits limits) {
        this.transaction = transaction;
        this.plan = plan;
        this.bound = limits.bound();
        this.fewerProvesNone = limits.fewerProvesNone();
        this.references = new References(transaction, top);
        this.restrictions = new Restrictions(transaction, plan, top);
        this.footing = new Footing(path, references, admission);
        this.probing = new Probing(transaction, references);
    }

    /**
     * How far a walk may go.
     *
     * @param bound what it may change, and for how long
     * @param fewerProvesNone whether a change that met fewer rows than its limit proves that no more are left
     */
    record Limits(Bound bound, boolean fewerProvesNone) {}

    /** Walks from the rows {@code top}, or on from where the attempt before stopped. */
    List<Level> run(List<Key> top, List<Level> left) {
        if (left.isEmpty()) {
            restrictions.requireNoneBelow();
            enter(Level.top(plan.root(), top));
        } else {
            new LockedPath(transaction, references).take(left).forEach(path::add);
        }
        while (!path.isEmpty() && !bound.isReached()) {
            step();
        }
        return path.levels();
    }

    private void enter(Level level) {
        path.add(level);
        if (!level.plan().restrictions().isEmpty()) {
            restrictions.requireNone(level.plan(), relation -> referred(level, relation), via());
        }
        level.plan()
                .steps()
                .forEach(step ->
                        Defaults.requireNoneGoing(transaction, level, step, relation -> referred(level, relation)));
        path.replaceLast(probing.of(level));
    }

    private List<Relation> via() {
        return path.levels().stream().flatMap(level -> level.via().stream()).toList();
    }

    private void step() {
        var level = path.last();
        var step = level.step().orElse(null);
        if (step == null) {
            finish(level);
            return;
        }
        var values = referred(level, step.relation());
        if (values.isEmpty()) {
            path.replaceLast(level.at(level.position().nextStep()));
            return;
        }
        switch (step) {
            case Step.ChangeLeaves leaves when !level.position().byPage() -> changeLeaves(level, leaves, values);
            case Step.ChangeLeaves _, Step.Descend _ -> descend(level, step, values);
        }
    }

    private void changeLeaves(Level level, Step.ChangeLeaves step, List<Key> values) {
        var limit = bound.left();
        var relation = step.relation();
        var changed = transaction.change(
                change(relation.child(), step.effect()).where(relation, values).limit(limit));
        bound.changed(relation.child(), step.effect(), changed);
        if (isAll(changed, limit)) {
            path.replaceLast(level.at(level.position().nextStep()));
        } else if (level.isSingle()) {
            path.replaceLast(level.at(level.position().pageByPage()));
        }
    }

    /** Reads so many more rows as stand on the path already, because these are left out. */
    private void descend(Level level, Step step, List<Key> values) {
        var relation = step.relation();
        var below = plan.planOf(step);
        var onPath = path.keysAt(Stage.of(relation.child(), step.effect()));
        var room = below.isLeaf() ? bound.left() : Math.min(bound.left(), MAX_PAGE);
        var limit = room + onPath.size();
        var rows = lockKeysOf(relation.child()).where(relation, values);
        var found =
                transaction.keys((level.pages(step) ? rows.page(level.position().after()) : rows).limit(limit));
        var children =
                found.stream().filter(key -> !onPath.contains(key)).limit(room).toList();
        if (children.isEmpty()) {
            path.replaceLast(level.at(level.position().nextStep()));
            return;
        }
        var isLast = found.size() < limit && children.size() == count(found, onPath);
        enter(Level.below(relation, below, new Level.Page(children, isLast)));
        bound.descended();
    }

    private static long count(List<Key> found, Set<Key> onPath) {
        return found.stream().filter(key -> !onPath.contains(key)).count();
    }

    private void finish(Level level) {
        if (level.position().unconfirmed()) {
            path.replaceLast(probing.of(
                    level.following(plan.planOf(level.table(), level.plan().effect()))));
            return;
        }
        if (footing.areOrphans(level)) {
            changeOrphans(level);
            return;
        }
        switch (level.plan().effect()) {
            case Effect.Removed _ -> remove(level);
            case Effect.Assigned _ when level.via().isEmpty() -> ascend(level);
            case Effect.Assigned assigned -> assign(level, assigned);
        }
    }

    /** Together or not at all: they are locked, so that fewer can only mean that a parent came. */
    private void changeOrphans(Level level) {
        var limit = level.keys().size();
        if (bound.left() < limit) {
            bound.close();
            return;
        }
        var effect = level.plan().effect();
        var rows = footing.guarded(level, change(level.table(), effect).whereKey(level.keys()));
        var changed = transaction.change(rows.orElseThrow().limit(limit));
        if (changed < limit) {
            throw FaultException.of(FaultCode.PARENT_CAME, FaultCode.PARENT_CAME.meaning());
        }
        bound.changed(level.table(), effect, changed);
        ascend(level);
    }

    private void remove(Level level) {
        var rows = footing.guarded(level, deleteFrom(level.table()).whereKey(level.keys()));
        if (rows.isEmpty()) {
            ascend(level);
            return;
        }
        var limit = Math.min(bound.left(), level.keys().size());
        if (level.via().isEmpty() && limit < level.keys().size() && hasToBeRead()) {
            bound.close();
            return;
        }
        var deleted = transaction.change(rows.get().limit(limit));
        bound.deleted(level.table(), deleted);
        if (deleted == level.keys().size() || isAll(deleted, limit)) {
            ascend(level);
        }
    }

    /**
     * Whether only the rows at the top say what their children hold. Then they go together or not at all: of those that
     * were gone when the attempt after this one looks, nobody would know it any more.
     */
    private boolean hasToBeRead() {
        return plan.followed().stream()
                .anyMatch(relation -> !relation.reference().isToKey());
    }

    /** A limit counts rows that are met, be they changed or not: so it is the page that is bounded here. */
    private void assign(Level level, Effect.Assigned assigned) {
        var room = (int) Math.min(bound.left(), level.keys().size());
        var page = room < level.keys().size()
                ? level.with(new Level.Page(level.keys().subList(0, room), false))
                : level;
        path.replaceLast(page);
        footing.guarded(page, update(page.table(), assigned.assignments()).whereKey(page.keys()))
                .ifPresent(rows -> bound.updated(page.table(), transaction.change(rows.limit(room))));
        ascend(page);
    }

    private void ascend(Level done) {
        path.removeLast();
        if (path.isEmpty()) {
            return;
        }
        var above = path.last();
        if (done.rows().last()) {
            path.replaceLast(above.at(above.position().nextStep()));
        } else if (above.step().filter(above::pages).isPresent()) {
            path.replaceLast(above.at(above.position().goingOnAfter(done.keys().getLast())));
        }
    }

    /** What children hold that refer by {@code relation} to the rows of {@code level}. */
    private List<Key> referred(Level level, Relation relation) {
        return level.referred(references, relation);
    }

    private static Unkeyed<BoundChange> change(Table table, Effect effect) {
        return switch (effect) {
            case Effect.Removed _ -> deleteFrom(table);
            case Effect.Assigned(var assignments) -> update(table, assignments);
        };
    }

    private boolean isAll(long changed, long limit) {
        return changed == 0 || (fewerProvesNone && changed < limit);
    }
}
