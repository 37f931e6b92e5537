package dev.afterdelete.execute;

import dev.afterdelete.event.Backlog;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.OwedMessage;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** An {@link Outbox} in front of another one, which fails before or after it did what it was asked to. */
final class FaultyOutbox implements Outbox {
    private final Outbox outbox;
    private final Supplier<Optional<Fault>> faults;

    /** Asks {@code faults} before and after everything that a consumer does. */
    FaultyOutbox(Outbox outbox, Supplier<Optional<Fault>> faults) {
        this.outbox = outbox;
        this.faults = faults;
    }

    @Override
    public List<OwedMessage> takeDue(int limit, IntFunction<Duration> pause) {
        return outbox.takeDue(limit, pause);
    }

    @Override
    public Map<Debt, Turn> suspend(Collection<Unfinished> rests, Duration pause) {
        failIfItIsTime();
        var turns = outbox.suspend(rests, pause);
        failIfItIsTime();
        return turns;
    }

    @Override
    public Map<Debt, String> bodies(Collection<Debt> debts) {
        failIfItIsTime();
        var bodies = outbox.bodies(debts);
        failIfItIsTime();
        return bodies;
    }

    @Override
    public void refuse(Debt debt, Fault fault) {
        failIfItIsTime();
        outbox.refuse(debt, fault);
        failIfItIsTime();
    }

    @Override
    public int forgetDone(Duration age, int limit) {
        return outbox.forgetDone(age, limit);
    }

    @Override
    public Backlog backlog(int tries) {
        return outbox.backlog(tries);
    }

    private void failIfItIsTime() {
        faults.get().ifPresent(fault -> {
            throw new FaultException(fault);
        });
    }
}
