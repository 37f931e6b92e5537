package dev.afterdelete.plan;

import dev.afterdelete.graph.Relation;

/** One thing that has to be done to the children of rows before the rows themselves can go. */
public sealed interface Step {
    /** The relation that leads from the rows to the children. */
    Relation relation();

    /** The children have no children of their own: they are deleted by their reference. */
    record DeleteLeaves(Relation relation) implements Step {}

    /** The children have children: these are dealt with first, then the children are deleted by key. */
    record Descend(Relation relation) implements Step {}
}
