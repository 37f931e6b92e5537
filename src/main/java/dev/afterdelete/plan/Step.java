package dev.afterdelete.plan;

import dev.afterdelete.graph.Relation;

/** One thing that has to be done to the children of rows before the rows themselves can be. */
public sealed interface Step {
    /** The relation that leads from the rows to the children. */
    Relation relation();

    /** What becomes of the children. */
    Effect effect();

    /** Nothing follows from the children in turn: they are changed by their reference. */
    record ChangeLeaves(Relation relation, Effect effect) implements Step {}

    /** Something may follow from the children: it is dealt with first, then they are changed by key. */
    record Descend(Relation relation, Effect effect) implements Step {}
}
