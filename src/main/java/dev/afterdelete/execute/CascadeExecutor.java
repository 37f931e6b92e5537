package dev.afterdelete.execute;

import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.plan.Planner;
import dev.afterdelete.transact.RowTally;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Carries key groups out, attempt by attempt, until they are done or the time budget ends. What does not succeed as a
 * whole is split, so that neither a large key nor a poisoned one holds up any other.
 */
public final class CascadeExecutor {
    private final Means means;

    /**
     * What the executor needs of the world around it.
     *
     * @param clock tells the time
     * @param pause waits between tries
     * @param random spreads those waits
     * @param listener is told what happens
     */
    public record Surroundings(InstantSource clock, Pause pause, RandomGenerator random, CascadeListener listener) {}

    /**
     * What an execution works with.
     *
     * @param planner plans along {@code graph}
     */
    record Means(
            Database database, RelationGraph graph, Planner planner, Throttle throttle, Surroundings surroundings) {}

    /** Carries out on {@code database} what must follow by {@code graph}, as fast as {@code throttle} lets it. */
    public CascadeExecutor(Database database, RelationGraph graph, Throttle throttle, Surroundings surroundings) {
        this.means = new Means(database, graph, new Planner(graph), throttle, surroundings);
    }

    /**
     * Carries {@code groups} out. Each key ends once, as {@code askers} is told: done, refused, failed, or suspended
     * when it is not done and a continuation should carry it on.
     *
     * <p><b>Idempotent</b>: rows that are already gone are no matter. <b>Atomic</b>: each attempt is; the whole is not.
     *
     * @return the rows that were changed
     */
    public RowTally execute(List<KeyGroup> groups, Askers askers, TimeBudget budget) {
        return new Execution(means, askers, budget).run(groups);
    }
}
