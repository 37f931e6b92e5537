package dev.afterdelete.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.afterdelete.Afterdelete;
import dev.afterdelete.sweep.Sweeper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Does one round of upkeep on a schedule: relays what is owed, and finishes what is flagged. */
public final class SweepHandler implements RequestHandler<ScheduledEvent, Map<String, Object>> {
    private final Afterdelete afterdelete;
    private final Sweeper sweeper;

    /** The handler as environment variables describe it. */
    public SweepHandler() {
        this(Afterdelete.from(System.getenv()));
    }

    /** The handler of a system that is already put together. */
    public SweepHandler(Afterdelete afterdelete) {
        this.afterdelete = afterdelete;
        this.sweeper = afterdelete.sweeper();
    }

    /**
     * Relays and sweeps.
     *
     * @return what it came to, for whoever invoked the function by hand
     * @throws dev.afterdelete.fault.FaultException when the database did not do it; the schedule tries again
     */
    @Override
    public Map<String, Object> handleRequest(ScheduledEvent event, Context context) {
        try {
            return summary(sweeper.run(afterdelete.budget(Duration.ofMillis(context.getRemainingTimeInMillis()))));
        } finally {
            afterdelete.endInvocation("sweep");
        }
    }

    private static Map<String, Object> summary(Sweeper.Summary ended) {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("relayed", ended.relayed().sent());
        summary.put("unsent", ended.relayed().unsent());
        summary.put("refused", ended.relayed().refused());
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
