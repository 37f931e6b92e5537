package dev.afterdelete.execute;

import dev.afterdelete.execute.Throttle.HoldReason;
import java.time.Duration;
import java.util.Optional;

/** A throttle that holds back when it is told so, and looks again after a second. */
final class InMemoryThrottle implements Throttle {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final EnginePolicy largest;
    private final Pause pause;
    private long rows;
    private Optional<HoldReason> reason = Optional.empty();

    InMemoryThrottle(EnginePolicy largest, Pause pause) {
        this.largest = largest;
        this.pause = pause;
        this.rows = largest.maxRows();
    }

    void holdBack(HoldReason why) {
        reason = Optional.of(why);
    }

    void letGo() {
        reason = Optional.empty();
    }

    @Override
    public Optional<HoldReason> awaitTurn(TimeBudget budget) {
        while (reason.isPresent() && budget.allows(SECOND)) {
            pause.pause(SECOND);
        }
        return reason;
    }

    @Override
    public EnginePolicy limits() {
        return new EnginePolicy(rows, largest.targetTime());
    }

    @Override
    public void spent(long changed, Duration duration) {
        rows = Math.min(largest.maxRows(), rows + 1);
    }

    @Override
    public void tooMuch() {
        rows = Math.max(1, rows / 2);
    }
}
