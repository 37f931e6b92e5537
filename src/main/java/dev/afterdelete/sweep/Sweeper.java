package dev.afterdelete.sweep;

import dev.afterdelete.event.Outbox;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** One round of upkeep: what is owed is sent again, and what is flagged is finished. */
public final class Sweeper {
    private final SoftDeleteSweep softDeletes;
    private final Optional<Relaying> relaying;
    private final CascadeListener listener;

    /**
     * The relay and the outbox it works on.
     *
     * @param relay sends again
     * @param outbox is counted afterwards
     * @param stuckAfter from how many tries on a row does not get on
     */
    public record Relaying(OutboxRelay relay, Outbox outbox, int stuckAfter) {}

    /**
     * Does both.
     *
     * @param relaying empty where there is no queue to relay to
     */
    public Sweeper(SoftDeleteSweep softDeletes, Optional<Relaying> relaying, CascadeListener listener) {
        this.softDeletes = softDeletes;
        this.relaying = relaying;
        this.listener = listener;
    }

    /**
     * Relays for half of the budget at most, then sweeps. A fault of the relay does not keep the sweep from its work.
     * The listener is told each fault, once.
     *
     * @throws FaultException when the database did not do one of the two
     */
    public Summary run(TimeBudget budget) {
        var half = Duration.between(budget.clock().instant(), budget.end()).dividedBy(2);
        var failures = new LinkedHashMap<Fault, FaultException>();
        var relayed = tried(() -> relay(TimeBudget.of(budget.clock(), half)), failures);
        var swept = tried(() -> softDeletes.sweep(budget), failures);
        failures.keySet().forEach(fault -> listener.on(new Happening.SweepFaulted(fault)));
        if (!failures.isEmpty()) {
            throw failures.firstEntry().getValue();
        }
        return new Summary(relayed.orElseThrow(), swept.orElseThrow());
    }

    private static <T> Optional<T> tried(Supplier<T> part, SequencedMap<Fault, FaultException> failures) {
        try {
            return Optional.of(part.get());
        } catch (FaultException failure) {
            failures.putIfAbsent(failure.fault(), failure);
            return Optional.empty();
        }
    }

    private Optional<RelayReport> relay(TimeBudget budget) {
        return relaying.map(owed -> {
            var report = owed.relay().relay(budget, listener);
            listener.on(new Happening.BacklogCounted(owed.outbox().backlog(owed.stuckAfter())));
            return report;
        });
    }

    /**
     * What both came to.
     *
     * @param relayed empty where there is no queue to relay to, and nobody looked at the outbox
     */
    public record Summary(Optional<RelayReport> relayed, SweepReport swept) {}
}
