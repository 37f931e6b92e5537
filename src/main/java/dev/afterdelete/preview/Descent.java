package dev.afterdelete.preview;

import static dev.afterdelete.sql.Statements.keysOf;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.plan.CascadePlan;
import dev.afterdelete.plan.Step;
import dev.afterdelete.plan.TablePlan;
import dev.afterdelete.transact.Transaction;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Goes down a plan depth first, page by page, so that no more than a page of each level is held. */
final class Descent {
    /** Rows a page. */
    static final int PAGE = 1_000;

    private final Transaction transaction;
    private final CascadePlan plan;
    private final PlainReferences references;
    private final LongConsumer progress;
    private final ArrayDeque<Place> open = new ArrayDeque<>();
    private long looked;

    Descent(Transaction transaction, CascadePlan plan, PlainReferences references, LongConsumer progress) {
        this.transaction = transaction;
        this.plan = plan;
        this.references = references;
        this.progress = progress;
    }

    /** What is to be found out on the way. */
    interface Visitor {
        /** Whether the children of this step matter. */
        boolean follows(Step step);

        /** Takes rows whose children come next. */
        void enter(TablePlan rows, Function<Relation, List<Key>> referred);

        /** Whether everything is found out already. */
        default boolean isEnough() {
            return false;
        }

        /**
         * Takes all children of a step that hold one of {@code values} at once, if it can.
         *
         * @return whether it has; otherwise they come page by page
         */
        default boolean takesAll(Step step, List<Key> values) {
            return false;
        }

        /**
         * Takes a page of children.
         *
         * @return those whose own children have to be visited
         */
        List<Key> meet(Step step, List<Key> page);
    }

    /** Goes all the way down from the rows at the top. */
    void run(Function<Relation, List<Key>> top, Visitor visitor) {
        enter(plan.root(), top, visitor);
        while (!open.isEmpty() && !visitor.isEnough()) {
            advance(visitor);
        }
    }

    private void enter(TablePlan rows, Function<Relation, List<Key>> referred, Visitor visitor) {
        visitor.enter(rows, referred);
        open.push(new Place(rows, referred));
    }

    private void advance(Visitor visitor) {
        var place = open.element();
        if (place.next == place.rows.steps().size()) {
            open.pop();
            return;
        }
        var step = place.rows.steps().get(place.next);
        var values = visitor.follows(step) ? place.values(step.relation()) : List.<Key>of();
        if (values.isEmpty() || visitor.takesAll(step, values)) {
            place.nextStep();
            return;
        }
        var page = transaction.keys(keysOf(step.relation().child())
                .where(step.relation(), values)
                .page(place.after)
                .limit(PAGE));
        if (page.size() < PAGE) {
            place.nextStep();
        } else {
            place.after = Optional.of(page.getLast());
        }
        looked += page.size();
        progress.accept(looked);
        var fresh = visitor.meet(step, page);
        if (!fresh.isEmpty() && !plan.planOf(step).isLeaf()) {
            enter(plan.planOf(step), relation -> references.toRows(relation, fresh), visitor);
        }
    }

    /** Rows whose children are being visited. */
    private static final class Place {
        private final TablePlan rows;
        private final Function<Relation, List<Key>> referred;
        private int next;
        private Optional<Key> after = Optional.empty();
        private Optional<List<Key>> values = Optional.empty();

        private Place(TablePlan rows, Function<Relation, List<Key>> referred) {
            this.rows = rows;
            this.referred = referred;
        }

        /** What children of the step at work hold; read once. */
        private List<Key> values(Relation relation) {
            var known = values.orElseGet(() -> referred.apply(relation));
            values = Optional.of(known);
            return known;
        }

        private void nextStep() {
            next++;
            after = Optional.empty();
            values = Optional.empty();
        }
    }
}
