package dev.afterdelete.orphan;

import dev.afterdelete.execute.Pause;
import java.time.Duration;

/** How the scan leaves room for others. */
@FunctionalInterface
public interface Pacing {
    /** Holds the scan back after a page that took {@code duration}. */
    void after(Duration duration);

    /** Waits after each page for as long as the page took, so that the scan takes half of a connection's time. */
    static Pacing halfTime(Pause pause) {
        return duration -> {
            if (duration.isPositive()) {
                pause.pause(duration);
            }
        };
    }
}
