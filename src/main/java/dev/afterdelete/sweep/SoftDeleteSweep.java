package dev.afterdelete.sweep;

import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.execute.Askers;
import dev.afterdelete.execute.CascadeExecutor;
import dev.afterdelete.execute.Database;
import dev.afterdelete.execute.Outcome;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultClass;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyValue;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.graph.SoftDelete;
import dev.afterdelete.graph.Table;
import dev.afterdelete.plan.Coalescer;
import dev.afterdelete.plan.Guard;
import dev.afterdelete.plan.KeyGroup;
import dev.afterdelete.transact.RowTally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

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

    /** Sweeps the tables of {@code graph} that have a soft delete. */
    public SoftDeleteSweep(Database database, CascadeExecutor executor, RelationGraph graph) {
        this.rows = new FlaggedRows(database);
        this.executor = executor;
        this.graph = graph;
    }

    /**
     * Sweeps every table, until nothing flagged is left that was not tried, or the budget ends. <b>Idempotent</b>.
     *
     * @throws FaultException when the flagged rows cannot be read; systemic, when nothing could be done about some of
     *     them, once all tables were tried
     */
    public SweepReport sweep(TimeBudget budget) {
        var tally = new SweepTally();
        for (var table : graph.tables()) {
            table.softDelete().ifPresent(softDelete -> sweep(table, softDelete, budget, tally));
        }
        tally.systemic.ifPresent(fault -> {
            throw new FaultException(fault);
        });
        return tally.report();
    }

    private void sweep(Table table, SoftDelete softDelete, TimeBudget budget, SweepTally tally) {
        var after = Optional.<Key>empty();
        while (!budget.isSpent()) {
            var addresses = round(table, softDelete, after);
            if (addresses.isEmpty()) {
                return;
            }
            var groups = groupsOf(table, new Guard.StillFlagged(softDelete), addresses);
            tally.rows.addAll(executor.execute(groups, tally, budget));
            after = Optional.of(addresses.getLast());
        }
    }

    /** Those of each shard by themselves. */
    private static List<KeyGroup> groupsOf(Table table, Guard guard, List<Key> addresses) {
        var byShard = new LinkedHashMap<Optional<KeyValue>, List<Key>>();
        for (var address : addresses) {
            var row = table.at(address);
            byShard.computeIfAbsent(row.shard(), _ -> new ArrayList<>()).add(row.key());
        }
        return byShard.entrySet().stream()
                .flatMap(entry -> Coalescer.groupsOf(table, entry.getKey(), guard, entry.getValue()).stream())
                .toList();
    }

    private List<Key> round(Table table, SoftDelete softDelete, Optional<Key> from) {
        var addresses = new ArrayList<Key>();
        var after = from;
        while (addresses.size() < ROUND) {
            var page = rows.page(table, softDelete, after);
            addresses.addAll(page);
            if (page.size() < FlaggedRows.PAGE) {
                return addresses;
            }
            after = Optional.of(page.getLast());
        }
        return addresses;
    }

    /** Counts how the keys ended; nobody else asked for them. */
    private static final class SweepTally implements Askers {
        private final RowTally rows = new RowTally();
        private Optional<Fault> systemic = Optional.empty();
        private long done;
        private long left;
        private long refused;

        @Override
        public Collection<Debt> debtsEndingWith(KeyGroup group, List<Key> keys) {
            return List.of();
        }

        @Override
        public void ended(KeyGroup group, List<Key> keys, Outcome outcome) {
            switch (outcome) {
                case Outcome.Done _ -> done += keys.size();
                case Outcome.Suspended _ -> left += keys.size();
                case Outcome.Failed(var fault) -> {
                    left += keys.size();
                    systemic = systemic.or(
                            () -> Optional.of(fault).filter(each -> each.faultClass() == FaultClass.SYSTEMIC));
                }
                case Outcome.Refused _ -> refused += keys.size();
            }
        }

        private SweepReport report() {
            return new SweepReport(done, left, refused, rows.byTable());
        }
    }
}
