package dev.afterdelete.restrict;

import static dev.afterdelete.sql.Statements.keysOf;
import static dev.afterdelete.sql.Statements.lockKeysOf;

import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.CascadePlan.Stage;
import dev.afterdelete.plan.Step;
import dev.afterdelete.plan.TablePlan;
import dev.afterdelete.sql.BoundQuery;
import dev.afterdelete.sql.Statements.Unkeyed;
import dev.afterdelete.transact.References;
import dev.afterdelete.transact.TopRows;
import dev.afterdelete.transact.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Child rows that forbid a change of their parent. A row that the cascade itself removes never restricts, by whatever
 * path it is reached. Where several keys are done together any row restricts them, so that they are split: what may be
 * done must not depend on which other messages came in the same batch.
 */
public final class Restrictions {
    /** Rows a page: of those that may restrict, and of those whose children are looked at. */
    private static final int PAGE = 1_000;

    private final Transaction transaction;
    private final CascadePlan plan;
    private final References references;
    private final DoomedRows doomed;
    private final Set<Stage> leading;
    private final boolean isAlone;
    private final SeenRows seen = new SeenRows();

    /** Along {@code plan}, which starts from {@code top}. */
    public Restrictions(Transaction transaction, CascadePlan plan, TopRows top) {
        this.transaction = transaction;
        this.plan = plan;
        this.references = new References(transaction, top);
        this.doomed = new DoomedRows(transaction, plan, top);
        this.leading = plan.isRestricted() ? plan.leadingToRestrictions() : Set.of();
        this.isAlone = top.keys().size() == 1;
    }

    /**
     * Requires that no child row anywhere below forbids the cascade. It reads without locks, in pages, and changes
     * nothing: what it finds may be early, what it does not find is looked for again when the rows are about to change.
     *
     * @throws FaultException permanent: a row forbids it; the reason names the path and one table
     */
    public void requireNoneBelow() {
        if (leading.isEmpty()) {
            return;
        }
        var walk = new ArrayList<Place>();
        enter(new Place(plan.root(), Optional.empty()), references::toTop, walk);
        while (!walk.isEmpty()) {
            advance(walk);
        }
    }

    /**
     * Requires that no child row forbids a change of rows that are locked: with a lock, so that a child which another
     * transaction is about to insert is waited for.
     *
     * @param rows the plan of their table
     * @param referred what children hold that refer to them by a relation
     * @param path the relations that led to them, topmost first
     * @throws FaultException permanent: a row forbids it
     */
    public void requireNone(TablePlan rows, Function<Relation, List<Key>> referred, List<Relation> path) {
        for (var relation : rows.restrictions()) {
            var values = referred.apply(relation);
            if (!values.isEmpty()) {
                requireNone(relation, values, path, lockKeysOf(relation.child()));
            }
        }
    }

    private void requireNone(Relation relation, List<Key> values, List<Relation> path, Unkeyed<BoundQuery> read) {
        var after = Optional.<Key>empty();
        var keyed = read.where(relation, values);
        if (!isAlone || !plan.removes(relation.child())) {
            if (!transaction.keys(keyed.limit(1)).isEmpty()) {
                throw restricted(relation, path);
            }
            return;
        }
        while (true) {
            var page = transaction.keys(keyed.page(after).limit(PAGE));
            if (!doomed.among(relation.child(), page).containsAll(page)) {
                throw restricted(relation, path);
            }
            if (page.size() < PAGE) {
                return;
            }
            after = Optional.of(page.getLast());
        }
    }

    private void enter(Place place, Function<Relation, List<Key>> referred, List<Place> walk) {
        for (var relation : place.plan.restrictions()) {
            var values = referred.apply(relation);
            if (!values.isEmpty()) {
                requireNone(relation, values, path(walk, place), keysOf(relation.child()));
            }
        }
        for (var step : place.plan.steps()) {
            if (leading.contains(Stage.of(step.relation().child(), step.effect()))) {
                place.open.add(new Branch(step, referred.apply(step.relation())));
            }
        }
        walk.add(place);
    }

    /**
     * Looks at the next page of children of the place at work; a row whose own children are being looked at is left
     * out.
     */
    private void advance(List<Place> walk) {
        var place = walk.getLast();
        if (place.open.isEmpty()) {
            walk.removeLast();
            return;
        }
        var branch = place.open.getLast();
        var relation = branch.step.relation();
        var page = branch.values.isEmpty()
                ? List.<Key>of()
                : transaction.keys(keysOf(relation.child())
                        .where(relation, branch.values)
                        .page(branch.after)
                        .limit(PAGE));
        if (page.size() < PAGE) {
            place.open.removeLast();
        } else {
            branch.after = Optional.of(page.getLast());
        }
        var stage = Stage.of(relation.child(), branch.step.effect());
        var fresh = page.stream().filter(key -> seen.add(stage, key)).toList();
        if (!fresh.isEmpty()) {
            enter(
                    new Place(plan.planOf(branch.step), Optional.of(relation)),
                    next -> references.toRows(next, fresh),
                    walk);
        }
    }

    private static List<Relation> path(List<Place> walk, Place last) {
        var path = new ArrayList<Relation>();
        walk.forEach(place -> place.via.ifPresent(path::add));
        last.via.ifPresent(path::add);
        return path;
    }

    private static FaultException restricted(Relation relation, List<Relation> path) {
        var names = new ArrayList<>(path.stream().map(Relation::name).toList());
        names.add(relation.name());
        return FaultException.of(
                FaultCode.RESTRICTED,
                "rows of %s still refer to it and would stay: %s"
                        .formatted(relation.child().name(), String.join(" <- ", names)));
    }

    /** Rows whose children are being looked at. */
    private static final class Place {
        private final TablePlan plan;
        private final Optional<Relation> via;
        private final List<Branch> open = new ArrayList<>();

        private Place(TablePlan plan, Optional<Relation> via) {
            this.plan = plan;
            this.via = via;
        }
    }

    /** Children of one step that have to be looked at, page by page. */
    private static final class Branch {
        private final Step step;
        private final List<Key> values;
        private Optional<Key> after = Optional.empty();

        private Branch(Step step, List<Key> values) {
            this.step = step;
            this.values = values;
        }
    }
}
