package dev.afterdelete;

import dev.afterdelete.config.Settings.OrphanSettings;
import dev.afterdelete.execute.CascadeExecutor;
import dev.afterdelete.execute.CascadeExecutor.Surroundings;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Database;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.Throttle;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Relation;
import dev.afterdelete.graph.RelationGraph;
import dev.afterdelete.jdbc.JdbcOutbox;
import dev.afterdelete.jdbc.JdbcSession;
import dev.afterdelete.jdbc.orphan.JdbcChildRows;
import dev.afterdelete.jdbc.orphan.JdbcOrphanLedger;
import dev.afterdelete.orphan.OrphanFix;
import dev.afterdelete.orphan.OrphanPolicy;
import dev.afterdelete.orphan.OrphanPolicy.Treatment;
import dev.afterdelete.orphan.OrphanReport;
import dev.afterdelete.orphan.OrphanScan;
import dev.afterdelete.orphan.Pacing;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/** The orphan scan over one declaration and one database. Not for several threads. */
public final class Orphans {
    private final OrphanSettings settings;
    private final RelationGraph graph;
    private final OrphanScan scan;
    private final JdbcOutbox outbox;
    private final CascadeListener listener;

    private Orphans(
            OrphanSettings settings,
            RelationGraph graph,
            OrphanScan scan,
            JdbcOutbox outbox,
            CascadeListener listener) {
        this.settings = settings;
        this.graph = graph;
        this.scan = scan;
        this.outbox = outbox;
        this.listener = listener;
    }

    /**
     * What orphans are fixed by.
     *
     * @param database holds the rows
     * @param executor carries out what follows
     * @param throttle holds back
     * @param surroundings what both need of the world around them
     */
    record Engine(Database database, CascadeExecutor executor, Throttle throttle, Surroundings surroundings) {}

    static Orphans of(OrphanSettings settings, RelationGraph graph, JdbcSession session, Engine engine) {
        var scan = new OrphanScan(
                engine.database(),
                new JdbcChildRows(session),
                new JdbcOrphanLedger(session),
                new OrphanFix(engine.executor()),
                engine.surroundings(),
                Pacing.halfTime(engine.throttle(), engine.surroundings().pause()));
        return new Orphans(
                settings,
                graph,
                scan,
                new JdbcOutbox(session, graph.shardType()),
                engine.surroundings().listener());
    }

    /**
     * One pass over each relation, or what the budget leaves of it; a pass that was interrupted goes on.
     *
     * @param treatment what is done about orphans
     * @param confirmAfter they are fixed when two passes found them, at least so far apart
     * @param progress gets the count of rows that were looked at so far
     */
    public List<OrphanReport> scan(
            List<Relation> relations,
            Treatment treatment,
            Duration confirmAfter,
            TimeBudget budget,
            LongConsumer progress) {
        return scan.scan(relations, new OrphanPolicy(treatment, confirmAfter, Duration.ZERO), budget, progress);
    }

    /**
     * What the settings ask of a sweep; empty where they ask for nothing, or no time is left.
     *
     * @throws FaultException when the database did not do it; the listener has been told
     */
    public List<OrphanReport> upkeep(TimeBudget budget) {
        if (settings.choice() == OrphanSettings.Choice.OFF || budget.isSpent()) {
            return List.of();
        }
        var treatment = settings.choice() == OrphanSettings.Choice.FIX ? Treatment.FIX : Treatment.REPORT;
        var policy = new OrphanPolicy(treatment, settings.confirmAfter(), settings.confirmAfter());
        try {
            return scan.scan(graph.relations(), policy, budget, _ -> {});
        } catch (FaultException notScanned) {
            listener.on(new Happening.SweepFaulted(notScanned.fault()));
            throw notScanned;
        }
    }

    /** How many cascades are owed: children whose cascade is still on its way look like orphans. */
    public long owed() {
        return outbox.backlog(Integer.MAX_VALUE).count();
    }

    /** How far apart the settings want the two passes. */
    public Duration confirmAfter() {
        return settings.confirmAfter();
    }
}
