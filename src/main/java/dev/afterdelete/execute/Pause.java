package dev.afterdelete.execute;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Pause {
    /**
     * Waits for {@code duration}, or a little longer.
     *
     * @throws dev.afterdelete.fault.FaultException when the thread is interrupted; the interrupt stays set
     */
    void pause(Duration duration);
}
