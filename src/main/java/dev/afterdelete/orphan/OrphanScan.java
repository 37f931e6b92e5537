package dev.afterdelete.orphan;

import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.execute.Database;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.graph.Relation;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Looks for child rows whose parent is gone, whatever the reason: the ground truth. It walks each child table by key in
 * pages, goes on where it stopped, and remembers what it saw, so that only what two passes found is ever changed.
 */
public final class OrphanScan {
    private final Database database;
    private final ChildRows rows;
    private final OrphanLedger ledger;
    private final OrphanFix fix;
    private final Surroundings surroundings;
    private final Pacing pacing;

    /**
     * Scans {@code rows}.
     *
     * @param database holds the parents
     * @param ledger knows where the scan stands
     * @param fix changes what is confirmed
     * @param pacing leaves room for others
     */
    public OrphanScan(
            Database database,
            ChildRows rows,
            OrphanLedger ledger,
            OrphanFix fix,
            Surroundings surroundings,
            Pacing pacing) {
        this.database = database;
        this.rows = rows;
        this.ledger = ledger;
        this.fix = fix;
        this.surroundings = surroundings;
        this.pacing = pacing;
    }

    /**
     * Walks on, each relation to the end of one pass, or until the budget ends. Time is shared out evenly, so that a
     * large table does not keep the scan from the others. <b>Idempotent</b>: several scans at once share the work.
     *
     * @param relations which; each ends once in the reports, in this order
     * @param progress gets the count of rows that were looked at so far
     * @throws dev.afterdelete.fault.FaultException when the database does not do it; the scan goes on from there
     */
    public List<OrphanReport> scan(
            List<Relation> relations, OrphanPolicy policy, TimeBudget budget, LongConsumer progress) {
        var tools = new RelationScan.Tools(database, rows, ledger, fix, surroundings, pacing);
        var looked = new Looked(progress);
        var scans = relations.stream()
                .map(relation -> new RelationScan(tools, relation, policy, looked))
                .toList();
        for (var open = scans; !open.isEmpty() && !budget.isSpent() && pacing.awaitTurn(budget); ) {
            round(open, budget);
            open = open.stream().filter(scan -> !scan.isOver()).toList();
        }
        return scans.stream().map(RelationScan::report).toList();
    }

    private static void round(List<RelationScan> open, TimeBudget budget) {
        for (var place = 0; place < open.size() && !budget.isSpent(); place++) {
            var remaining = Duration.between(budget.clock().instant(), budget.end());
            open.get(place).run(TimeBudget.of(budget.clock(), remaining.dividedBy(open.size() - place)));
        }
    }

    /** Counts rows of all relations together. */
    static final class Looked {
        private final LongConsumer progress;
        private long rows;

        Looked(LongConsumer progress) {
            this.progress = progress;
        }

        void add(int more) {
            rows += more;
            progress.accept(rows);
        }
    }
}
