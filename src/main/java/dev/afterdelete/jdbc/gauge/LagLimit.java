package dev.afterdelete.jdbc.gauge;

import java.time.Duration;
import java.util.Optional;

/** How far a replica may be behind. */
record LagLimit(Duration limit) {
    /** What is the matter with a replica that is {@code lag} behind; empty when that is allowed. */
    Optional<String> excess(Duration lag) {
        return lag.compareTo(limit) > 0
                ? Optional.of("a replica is %s behind, the limit is %s".formatted(lag, limit))
                : Optional.empty();
    }
}
