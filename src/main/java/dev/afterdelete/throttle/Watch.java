package dev.afterdelete.throttle;

import dev.afterdelete.execute.CascadeListener;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultClass;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Asks one gauge now and then. A gauge that cannot be asked holds nothing back: that is said once. One that has no use
 * is not asked again, any other after a while.
 */
final class Watch {
    /** How long a gauge is left alone that did not answer: to ask may have taken a whole time-out. */
    static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final Gauge gauge;
    private final Duration interval;
    private final CascadeListener listener;
    private Instant due = Instant.MIN;
    private Optional<String> excess = Optional.empty();
    private boolean failing;

    Watch(Gauge gauge, Duration interval, CascadeListener listener) {
        this.gauge = gauge;
        this.interval = interval;
        this.listener = listener;
    }

    boolean isDue(Instant now) {
        return !now.isBefore(due);
    }

    /**
     * Asks the gauge.
     *
     * @return whether it is over its limit
     */
    boolean look(InstantSource clock) {
        try {
            excess = gauge.excess();
            failing = false;
            due = clock.instant().plus(interval); // what was answered late counts from then
        } catch (FaultException unanswered) {
            excess = Optional.empty();
            due = missed(unanswered.fault(), clock.instant());
        }
        return excess.isPresent();
    }

    private Instant missed(Fault fault, Instant now) {
        if (isUseless(fault)) {
            listener.on(new Happening.GaugeGivenUp(gauge.reason(), fault));
            return Instant.MAX;
        }
        if (!failing) {
            listener.on(new Happening.GaugeFailed(gauge.reason(), fault));
        }
        failing = true;
        return now.plus(AFTER_FAILURE);
    }

    private static boolean isUseless(Fault fault) {
        return fault.faultClass() == FaultClass.SYSTEMIC && fault.code() != FaultCode.CANNOT_CONNECT;
    }

    Optional<Hold> findHold(Instant now) {
        return excess.flatMap(reading -> Hold.until(due, now, gauge.reason(), reading));
    }
}
