package dev.afterdelete.throttle;

import dev.afterdelete.execute.Throttle.HoldReason;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultException;
import java.util.Optional;

/** A gauge that says what it is told, and counts how often it is asked. */
final class FakeGauge implements Gauge {
    private final HoldReason reason;
    Optional<String> excess = Optional.empty();
    Optional<Fault> fault = Optional.empty();
    Runnable whileAnswering = () -> {};
    int asked;

    FakeGauge(HoldReason reason) {
        this.reason = reason;
    }

    @Override
    public HoldReason reason() {
        return reason;
    }

    @Override
    public Optional<String> excess() {
        asked++;
        whileAnswering.run();
        if (fault.isPresent()) {
            throw new FaultException(fault.get());
        }
        return excess;
    }
}
