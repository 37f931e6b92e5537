package dev.afterdelete.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.afterdelete.Afterdelete;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.lambda.start.Start;
import dev.afterdelete.orphan.OrphanReport;
import dev.afterdelete.sweep.RelayReport;
import dev.afterdelete.sweep.Sweeper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Does one round of upkeep on a schedule: relays what is owed, finishes what is flagged, and looks for orphans with the
 * time that is left.
 */
public final class SweepHandler implements RequestHandler<ScheduledEvent, Map<String, Object>> {
    private final Afterdelete afterdelete;
    private final Sweeper sweeper;

    /** The handler as environment variables describe it. */
    public SweepHandler() {
        this(Start.from(System.getenv(), new EventSerializer()));
    }

    /** The handler of a system that is already put together. */
    public SweepHandler(Afterdelete afterdelete) {
        this.afterdelete = afterdelete;
        this.sweeper = afterdelete.sweeper();
    }

    /**
     * Relays, sweeps and scans.
     *
     * @return what it came to, for whoever invoked the function by hand
     * @throws SweepFailedException when the database did not do it; the schedule tries again
     */
    @Override
    public Map<String, Object> handleRequest(ScheduledEvent event, Context context) {
        try {
            var budget = afterdelete.budget(Duration.ofMillis(context.getRemainingTimeInMillis()));
            var summary = summary(sweeper.run(budget));
            var orphans = afterdelete.orphans().upkeep(budget);
            if (!orphans.isEmpty()) {
                summary.put(
                        "orphans",
                        sum(orphans, report -> report.pass().findings().orphans()));
                summary.put("fixed", sum(orphans, report -> report.fixed().done()));
            }
            return summary;
        } catch (FaultException notDone) {
            throw new SweepFailedException(notDone);
        } finally {
            afterdelete.endInvocation(context.getFunctionName());
        }
    }

    /** The sweep has to be tried again. It has no stack trace: the log has said why. */
    public static final class SweepFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SweepFailedException(FaultException fault) {
            super(fault.getMessage(), null, false, false);
        }
    }

    private static long sum(List<OrphanReport> reports, ToLongFunction<OrphanReport> count) {
        return reports.stream().mapToLong(count).sum();
    }

    private static Map<String, Object> summary(Sweeper.Summary ended) {
        var summary = new LinkedHashMap<String, Object>();
        var relayed = ended.relayed().orElse(RelayReport.NOTHING);
        summary.put("relayed", relayed.sent());
        summary.put("unsent", relayed.unsent());
        summary.put("refused", relayed.refused());
        summary.put("swept", ended.swept().done());
        summary.put("left", ended.swept().left());
        if (ended.swept().refused() > 0) {
            summary.put("notLetGo", ended.swept().refused());
        }
        summary.put("rows", ended.swept().rows().deleted());
        if (!ended.swept().rows().updated().isEmpty()) {
            summary.put("updated", ended.swept().rows().updated());
        }
        return summary;
    }
}
