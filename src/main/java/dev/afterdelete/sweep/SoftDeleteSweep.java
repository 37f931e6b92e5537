package dev.afterdelete.sweep;

import dev.afterdelete.execute.CascadeExecutor;
import dev.afterdelete.execute.Database;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.plan.Coalescer;
import dev.afterdelete.plan.Guard;
import dev.afterdelete.plan.KeyGroup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Finishes what was only marked as deleted: finds rows page by page that have been flagged for longer than their grace,
 * carries their cascades out, and deletes them if they are still flagged. The flag itself is the debt, so what is left
 * over waits for the next sweep.
 */
public final class SoftDeleteSweep {
    /** Keys that are carried out together, so that a large one does not hold up the pages behind it. */
    static final int ROUND = 10 * FlaggedRows.PAGE;

    private final FlaggedRows rows;
    private final CascadeExecutor executor;
    private final RelationGraph graph;
    private final RandomGenerator random;

    /**
     * Sweeps the tables of {@code graph} that have a soft delete.
     *
     * @param random chooses the first, so that one which takes all of the time does not take that of each sweep
     */
    public SoftDeleteSweep(Database database, CascadeExecutor executor, RelationGraph graph, RandomGenerator random) {
        this.rows = new FlaggedRows(database);
        this.executor = executor;
        this.graph = graph;
        this.random = random;
    }

    /**
     * Sweeps every table, until nothing flagged is left that could get on, or the budget ends. Tables take turns, and
     * none takes more than its share of the time while others wait. <b>Idempotent</b>.
     *
     * @throws FaultException when the flagged rows cannot be read; systemic, when nothing could be done about some of
     *     them, once all tables were tried
     */
    public SweepReport sweep(TimeBudget budget) {
        var tables = graph.tables().stream()
                .flatMap(table -> table.softDelete().stream().map(mark -> new SweptTable(table, mark)))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.rotate(tables, random.nextInt(tables.size() + 1));
        var waiting = new ArrayDeque<>(tables);
        while (!waiting.isEmpty() && !budget.isSpent()) {
            var next = waiting.removeFirst();
            if (takeTurn(next, budget, waiting.size())) {
                waiting.addLast(next);
            }
        }
        SweptTable.firstSystemic(tables).ifPresent(fault -> {
            throw new FaultException(fault);
        });
        return SweptTable.report(tables);
    }

    /** Whether it is to have another turn. */
    private boolean takeTurn(SweptTable swept, TimeBudget budget, int others) {
        if (swept.after().isEmpty()) {
            swept.begin();
        }
        var addresses = round(swept);
        if (addresses.isEmpty()) {
            return swept.goBack();
        }
        var isLast = addresses.size() < ROUND;
        var share = budget.share(others + (isLast ? 1 : 2));
        var changed = executor.execute(groupsOf(swept, addresses), swept, share);
        swept.add(changed);
        swept.cameTo(addresses.getLast());
        if (swept.failsAlike() && changed.total() == 0) {
            return false;
        }
        return !isLast || swept.goBack();
    }

    /** Those of each shard by themselves. */
    private static List<KeyGroup> groupsOf(SweptTable swept, List<Key> addresses) {
        var byShard = new LinkedHashMap<Optional<KeyValue>, List<Key>>();
        for (var address : addresses) {
            var row = swept.table().at(address);
            byShard.computeIfAbsent(row.shard(), _ -> new ArrayList<>()).add(row.key());
        }
        var guard = new Guard.StillFlagged(swept.mark());
        return byShard.entrySet().stream()
                .flatMap(entry -> Coalescer.groupsOf(swept.table(), entry.getKey(), guard, entry.getValue()).stream())
                .toList();
    }

    private List<Key> round(SweptTable swept) {
        var addresses = new ArrayList<Key>();
        var after = swept.after();
        while (addresses.size() < ROUND) {
            var page = rows.page(swept.table(), swept.mark(), after);
            addresses.addAll(page);
            if (page.size() < FlaggedRows.PAGE) {
                return addresses;
            }
            after = Optional.of(page.getLast());
        }
        return addresses;
    }
}
