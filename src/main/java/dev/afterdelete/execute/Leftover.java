package dev.afterdelete.execute;

import dev.afterdelete.attempt.Descents;
import dev.afterdelete.event.Change;
import dev.afterdelete.event.Change.Descent;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.plan.Planner;
import dev.afterdelete.work.WorkItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How groups end that the budget left over. */
final class Leftover {
    private final Descents descents;

    Leftover(RelationGraph graph, Planner planner) {
        this.descents = new Descents(graph, planner);
    }

    /**
     * How each of {@code items} ends: suspended when anything got on, be it only further down than the invocation
     * before, and failed otherwise, so that nothing goes on for ever. One in trouble is suspended only if it got on
     * itself.
     *
     * @param hasChangedRows whether the invocation changed any row
     * @param idle why nothing got on, where no fault of its own says so
     */
    Map<WorkItem, Outcome> of(List<WorkItem> items, boolean hasChangedRows, Fault idle) {
        var anyGotOn = hasChangedRows || items.stream().anyMatch(this::gotOn);
        var outcomes = new LinkedHashMap<WorkItem, Outcome>();
        items.forEach(item -> outcomes.put(item, of(item, anyGotOn, idle)));
        return outcomes;
    }

    private Outcome of(WorkItem item, boolean anyGotOn, Fault idle) {
        var fault = item.trouble().last();
        if (fault.isPresent() && !gotOn(item)) {
            return new Outcome.Failed(fault.get());
        }
        var descent = descents.of(item.group(), item.rest()).or(() -> before(item));
        return anyGotOn ? new Outcome.Suspended(item.rest().copied(), descent) : new Outcome.Failed(idle);
    }

    private boolean gotOn(WorkItem item) {
        return item.progressed() || depth(descents.of(item.group(), item.rest())) > depth(before(item));
    }

    private static Optional<Descent> before(WorkItem item) {
        return item.group().isSingle() && item.group().change() instanceof Change.Deleted(var _, var descent)
                ? descent
                : Optional.empty();
    }

    private static int depth(Optional<Descent> descent) {
        return descent.map(way -> way.rungs().size()).orElse(0);
    }
}
