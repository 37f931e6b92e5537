package dev.afterdelete.throttle;

import dev.afterdelete.execute.Throttle.HoldReason;
import java.util.Optional;

/**
 * Measures one thing that says whether the database has enough to do. Asking costs a round trip or two, and touches no
 * transaction of an attempt.
 */
public interface Gauge {
    /** Why cascades are held back when it is over its limit. */
    HoldReason reason();

    /**
     * Asks the database.
     *
     * @return empty while all is well; otherwise what was measured and what the limit is, in words
     * @throws dev.afterdelete.fault.FaultException when it cannot be measured. With
     *     {@link dev.afterdelete.fault.FaultClass#SYSTEMIC} there is no use in asking again, unless the database could
     *     not be reached
     */
    Optional<String> excess();
}
