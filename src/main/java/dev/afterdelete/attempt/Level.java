package dev.afterdelete.attempt;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Effect;
import dev.afterdelete.plan.Step;
import dev.afterdelete.plan.TablePlan;
import dev.afterdelete.transact.References;
import java.util.List;
import java.util.Optional;

/**
 * One level of a walk down a cascade: rows of one table, and how far their children have been dealt with. A walk is a
 * list of levels; the rows of each refer to the rows of the one above.
 *
 * @param plan what has to be done before something becomes of the rows
 * @param via the relation that led here; empty at the top
 * @param rows the rows
 * @param position how far their children have been dealt with
 */
public record Level(TablePlan plan, Optional<Relation> via, Page rows, Position position) {
    /**
     * Rows of a level.
     *
     * @param keys in the order in which they were read, at least one
     * @param last whether there were no more when they were read
     */
    public record Page(List<Key> keys, boolean last) {
        public Page {
            keys = List.copyOf(keys);
        }
    }

    /**
     * How far the children of a level's rows have been dealt with.
     *
     * @param step the step at work; the number of steps when all are done
     * @param byPage whether the step at work has shown to be so large that it goes on page by page
     * @param after the last child that was dealt with, where the step goes on by cursor
     * @param unconfirmed whether some of it happened in an earlier attempt, so that a last look must confirm it
     */
    public record Position(int step, boolean byPage, Optional<Key> after, boolean unconfirmed) {
        static final Position START = new Position(0, false, Optional.empty(), false);

        Position nextStep() {
            return new Position(step + 1, false, Optional.empty(), unconfirmed);
        }

        Position pageByPage() {
            return new Position(step, true, after, unconfirmed);
        }

        Position goingOnAfter(Key last) {
            return new Position(step, byPage, Optional.of(last), unconfirmed);
        }

        Position carriedOver() {
            return new Position(step, byPage, after, true);
        }
    }

    static Level top(TablePlan plan, List<Key> keys) {
        return new Level(plan, Optional.empty(), new Page(keys, true), Position.START);
    }

    static Level below(Relation via, TablePlan plan, Page rows) {
        return new Level(plan, Optional.of(via), rows, Position.START);
    }

    Table table() {
        return plan.table();
    }

    List<Key> keys() {
        return rows.keys();
    }

    /** Whether one row alone holds the work up; only then do its children go on by cursor. */
    boolean isSingle() {
        return keys().size() == 1;
    }

    /**
     * Whether the children of {@code step} are read in key order and go on by cursor: below a single row, where an
     * index gives the order, and where they may still hold the same reference after their change, so that only the
     * cursor gets on.
     */
    boolean pages(Step step) {
        return isSingle() || step.effect() instanceof Effect.Assigned;
    }

    /** What children hold that refer by {@code relation} to these rows. */
    List<Key> referred(References references, Relation relation) {
        return via.isEmpty() ? references.toTop(relation) : references.toRows(relation, keys());
    }

    /** The step at work; empty when all are done. */
    Optional<Step> step() {
        return position.step() < plan.steps().size()
                ? Optional.of(plan.steps().get(position.step()))
                : Optional.empty();
    }

    Level at(Position there) {
        return new Level(plan, via, rows, there);
    }

    /** This level from its beginning, along {@code steps}. */
    Level following(TablePlan steps) {
        return new Level(steps, via, rows, Position.START);
    }

    Level with(Page fewer) {
        return new Level(plan, via, fewer, position);
    }

    /**
     * This level as the next attempt takes it up. Rows that are removed are looked at once more in the end. Those that
     * get values only if this attempt changed any: they may still hold the same reference, and would be looked at for
     * ever.
     *
     * @param changed whether the attempt changed any row
     */
    public Level carriedOver(boolean changed) {
        return changed || plan.effect() instanceof Effect.Removed ? at(position.carriedOver()) : this;
    }

    /** The first half of the rows, where there are several; the others are found again by looking. */
    public Level narrowed() {
        return isSingle() ? this : with(new Page(keys().subList(0, keys().size() / 2), false));
    }
}
