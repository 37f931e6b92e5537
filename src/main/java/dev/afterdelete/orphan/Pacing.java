package dev.afterdelete.orphan;

import dev.afterdelete.execute.Pause;
import dev.afterdelete.execute.Throttle;
import dev.afterdelete.execute.TimeBudget;
import java.time.Duration;

/** How the scan leaves room for others. */
public interface Pacing {
    /** Waits until the next page may be read; false when it may not before the budget ends. */
    boolean awaitTurn(TimeBudget budget);

    /** Holds the scan back after a page that took {@code duration}. */
    void after(Duration duration);

    /**
     * Holds back as cascades are held back, and beside that after each page for as long as the page took, so that the
     * scan takes half of a connection's time at most.
     */
    static Pacing halfTime(Throttle throttle, Pause pause) {
        return new Pacing() {
            @Override
            public boolean awaitTurn(TimeBudget budget) {
                return throttle.awaitTurn(budget).isEmpty();
            }

            @Override
            public void after(Duration duration) {
                if (duration.isPositive()) {
                    pause.pause(duration);
                }
            }
        };
    }
}
