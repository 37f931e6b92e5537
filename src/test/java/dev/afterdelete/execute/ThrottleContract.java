package dev.afterdelete.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Throttle} does. */
public abstract class ThrottleContract {
    protected static final EnginePolicy LARGEST = new EnginePolicy(1_000, Duration.ofMillis(100));

    protected final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));
    private final List<Duration> pauses = new ArrayList<>();
    private int pausesUntilLetGo = Integer.MAX_VALUE;
    private Throttle throttle = new InMemoryThrottle(LARGEST, this::pause);

    /** A throttle that begins at {@link #LARGEST}, and waits with {@code pause}. */
    protected abstract Throttle open(Pause pause) throws Exception;

    /** Gives it a reason to hold back. */
    protected abstract void holdBack() throws Exception;

    /** Takes the reason away. */
    protected abstract void letGo() throws Exception;

    @BeforeEach
    void openIt() throws Exception {
        throttle = open(this::pause);
    }

    @Test
    void nothingIsWaitedForWhileNothingHoldsBack() {
        for (var attempt = 0; attempt < 5; attempt++) {
            assertThat(throttle.awaitTurn(budget(Duration.ofSeconds(10)))).isEmpty();
            throttle.spent(10, Duration.ofMillis(1));
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void whatIsHeldBackIsWaitedForUntilItIsLetGo() throws Exception {
        holdBack();
        pausesUntilLetGo = 3;
        assertThat(throttle.awaitTurn(budget(Duration.ofMinutes(10)))).isEmpty();
        assertThat(pauses).hasSize(3).allMatch(Duration::isPositive);
        assertThat(throttle.awaitTurn(budget(Duration.ofMinutes(10)))).isEmpty();
        assertThat(pauses).hasSize(3);
    }

    @Test
    void whereTheBudgetEndsFirstTheReasonIsReturnedAndTheBudgetIsKept() throws Exception {
        holdBack();
        var budget = budget(Duration.ofSeconds(5));
        assertThat(throttle.awaitTurn(budget)).isPresent();
        assertThat(clock.instant()).isBefore(budget.end());
        assertThat(pauses).isNotEmpty();
    }

    @Test
    void withoutTimeToWaitNothingIsWaitedFor() throws Exception {
        holdBack();
        assertThat(throttle.awaitTurn(budget(Duration.ofMillis(20)))).isPresent();
        assertThat(pauses).isEmpty();
    }

    @Test
    void anAttemptThatWasTooMuchIsFollowedByHalfOfIt() {
        throttle.tooMuch();
        assertThat(throttle.limits().maxRows()).isEqualTo(LARGEST.maxRows() / 2);
        for (var more = 0; more < 20; more++) {
            throttle.tooMuch();
        }
        assertThat(throttle.limits().maxRows()).isOne();
    }

    @Test
    void quickAttemptsGrowAgainAndNeverBeyondTheLargest() {
        throttle.tooMuch();
        var halved = throttle.limits().maxRows();
        throttle.spent(halved, Duration.ofMillis(1));
        assertThat(throttle.limits().maxRows()).isGreaterThan(halved);
        for (var more = 0; more < 2_000; more++) {
            throttle.spent(1, Duration.ofMillis(1));
        }
        assertThat(throttle.limits()).isEqualTo(LARGEST);
    }

    private TimeBudget budget(Duration duration) {
        return TimeBudget.of(clock, duration);
    }

    private void pause(Duration duration) {
        clock.pause(duration);
        pauses.add(duration);
        if (pauses.size() == pausesUntilLetGo) {
            try {
                letGo();
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        }
    }
}
