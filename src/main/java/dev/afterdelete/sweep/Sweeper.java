package dev.afterdelete.sweep;

import dev.afterdelete.event.Outbox;
import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.FaultException;
import java.time.Duration;
import java.util.Optional;

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
     *
     * @throws FaultException when the database did not do one of the two
     */
    public Summary run(TimeBudget budget) {
        var half = Duration.between(budget.clock().instant(), budget.end()).dividedBy(2);
        var fault = Optional.<FaultException>empty();
        var relayed = new RelayReport(0, 0, 0);
        try {
            relayed = relay(TimeBudget.of(budget.clock(), half));
        } catch (FaultException notRelayed) {
            fault = Optional.of(notRelayed);
        }
        var swept = softDeletes.sweep(budget);
        if (fault.isPresent()) {
            throw fault.get();
        }
        return new Summary(relayed, swept);
    }

    private RelayReport relay(TimeBudget budget) {
        if (relaying.isEmpty()) {
            return new RelayReport(0, 0, 0);
        }
        var report = relaying.get().relay().relay(budget, listener);
        listener.on(new Happening.BacklogCounted(
                relaying.get().outbox().backlog(relaying.get().stuckAfter())));
        return report;
    }

    /** What both came to. */
    public record Summary(RelayReport relayed, SweepReport swept) {}
}
