package dev.afterdelete.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.execute.EnginePolicy;
import dev.afterdelete.execute.Happening;
import dev.afterdelete.execute.Pause;
import dev.afterdelete.execute.SteppingClock;
import dev.afterdelete.execute.Throttle;
import dev.afterdelete.execute.Throttle.HoldReason;
import dev.afterdelete.execute.ThrottleContract;
import dev.afterdelete.execute.TimeBudget;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.throttle.AdaptiveThrottle.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AdaptiveThrottleTest {
    private static final EnginePolicy LARGEST = new EnginePolicy(1_000, Duration.ofMillis(100));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SteppingClock clock = new SteppingClock(Duration.ofMillis(1));
    private final List<Happening> happenings = new ArrayList<>();
    private final FakeGauge lag = new FakeGauge(HoldReason.REPLICA_LAG);
    private final FakeGauge threads = new FakeGauge(HoldReason.THREADS_RUNNING);

    @Nested
    class Contract extends ThrottleContract {
        @Override
        protected Throttle open(Pause pause) {
            return new AdaptiveThrottle(
                    ThrottlePolicy.of(LARGEST), List.of(lag), new Surroundings(clock, pause, happenings::add));
        }

        @Override
        protected void holdBack() {
            lag.excess = Optional.of("a replica is 1 minute behind");
        }

        @Override
        protected void letGo() {
            lag.excess = Optional.empty();
        }
    }

    @Test
    void whatTheNextAttemptMayDoFollowsTheMeasuredTime() {
        var throttle = throttle(OptionalLong.empty());
        throttle.spent(1_000, Duration.ofMillis(150));
        assertThat(throttle.limits().maxRows()).isEqualTo(500);
        throttle.spent(500, Duration.ofMillis(75));
        assertThat(throttle.limits().maxRows()).as("neither slow nor quick").isEqualTo(500);
        throttle.spent(500, Duration.ofMillis(49));
        assertThat(throttle.limits().maxRows()).isEqualTo(600);
    }

    @Test
    void timeMakesNoAttemptSmallerThanAHundredRows() {
        var throttle = throttle(OptionalLong.empty());
        for (var attempt = 0; attempt < 20; attempt++) {
            throttle.spent(3, Duration.ofMillis(150));
        }
        assertThat(throttle.limits().maxRows()).isEqualTo(AttemptSize.FLOOR);
        throttle.awaitTurn(TimeBudget.of(clock, MINUTE));
        assertThat(happenings)
                .as("a little over the target is no reason to rest")
                .isEmpty();
    }

    @Test
    void aDatabaseThatIsSlowWithTheSmallestAttemptGetsAsMuchRestAsThatTook() {
        var throttle = throttle(OptionalLong.empty());
        throttle.spent(100, Duration.ofMillis(900));
        assertThat(throttle.awaitTurn(TimeBudget.of(clock, MINUTE))).isEmpty();
        assertThat(happenings).as("it was the largest that was slow").isEmpty();
        throttle.spent(100, Duration.ofMillis(900));
        assertThat(throttle.awaitTurn(TimeBudget.of(clock, MINUTE))).isEmpty();
        assertThat(waits(HoldReason.ATTEMPT_TIME)).isBetween(Duration.ofMillis(890), Duration.ofMillis(900));
    }

    @Test
    void noRestIsLongerThanItsCeiling() {
        var throttle = throttle(OptionalLong.empty());
        throttle.spent(1, Duration.ofMinutes(2));
        throttle.spent(1, Duration.ofMinutes(2));
        throttle.awaitTurn(TimeBudget.of(clock, MINUTE));
        assertThat(waits(HoldReason.ATTEMPT_TIME))
                .isBetween(AttemptSize.LONGEST_REST.minusMillis(10), AttemptSize.LONGEST_REST);
    }

    @Test
    void noMoreRowsASecondThanAllowedAreChanged() {
        var throttle = throttle(OptionalLong.of(200));
        var begin = clock.instant();
        var rows = 0L;
        while (rows < 5_000) {
            assertThat(throttle.awaitTurn(TimeBudget.of(clock, MINUTE))).isEmpty();
            assertThat(throttle.limits().maxRows()).isBetween(1L, 200L);
            clock.pause(Duration.ofMillis(20));
            rows += throttle.limits().maxRows();
            throttle.spent(throttle.limits().maxRows(), Duration.ofMillis(20));
        }
        var took = Duration.between(begin, clock.instant());
        assertThat(took).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(25));
        assertThat(happenings.stream().filter(Happening.HoldBegan.class::isInstance))
                .as("told once, not with each attempt")
                .containsExactly(new Happening.HoldBegan(HoldReason.ROWS_PER_SECOND, "the limit is 200 rows a second"));
    }

    @Test
    void idleTimeIsNotSavedUpForABurst() {
        var throttle = throttle(OptionalLong.of(100));
        clock.pause(Duration.ofHours(1));
        throttle.spent(100, Duration.ofMillis(5));
        assertThat(throttle.awaitTurn(TimeBudget.of(clock, Duration.ofMillis(500))))
                .contains(HoldReason.ROWS_PER_SECOND);
    }

    @Test
    void aGaugeIsAskedOnceASecondHoweverManyAttemptsThereAre() {
        var throttle = throttle(OptionalLong.empty());
        for (var attempt = 0; attempt < 1_000; attempt++) {
            throttle.awaitTurn(TimeBudget.of(clock, MINUTE));
            clock.pause(Duration.ofMillis(7));
        }
        assertThat(lag.asked).isBetween(9, 13);
        assertThat(threads.asked).isEqualTo(lag.asked);
    }

    @Test
    void attemptsAreHalvedEachTimeThatAGaugeIsOverItsLimitButNotBelowAHundredRows() {
        var throttle = throttle(OptionalLong.empty());
        threads.excess = Optional.of("30 threads are running, the limit is 25");
        assertThat(throttle.awaitTurn(TimeBudget.of(clock, Duration.ofMillis(1_900))))
                .contains(HoldReason.THREADS_RUNNING);
        assertThat(throttle.limits().maxRows()).isEqualTo(250);
        throttle.awaitTurn(TimeBudget.of(clock, MINUTE));
        assertThat(throttle.limits().maxRows()).isEqualTo(AttemptSize.FLOOR);
        threads.excess = Optional.empty();
        assertThat(throttle.awaitTurn(TimeBudget.of(clock, MINUTE))).isEmpty();
        throttle.spent(100, Duration.ofMillis(9));
        assertThat(throttle.limits().maxRows()).isEqualTo(200);
    }

    @Test
    void itIsToldOnceThatHoldingBackBeganAndOnceThatItEnded() {
        var throttle = throttle(OptionalLong.empty());
        for (var time = 0; time < 3; time++) {
            lag.excess = Optional.of("a replica is PT9S behind, the limit is PT5S");
            throttle.awaitTurn(TimeBudget.of(clock, Duration.ofSeconds(3)));
            lag.excess = Optional.empty();
            throttle.awaitTurn(TimeBudget.of(clock, Duration.ofSeconds(3)));
        }
        clock.pause(Episode.QUIET);
        throttle.awaitTurn(TimeBudget.of(clock, MINUTE));
        throttle.awaitTurn(TimeBudget.of(clock, MINUTE));

        assertThat(happenings.stream().filter(happening -> !(happening instanceof Happening.HeldBack)))
                .containsExactly(
                        new Happening.HoldBegan(HoldReason.REPLICA_LAG, "a replica is PT9S behind, the limit is PT5S"),
                        new Happening.HoldEnded());
    }

    @Test
    void aGaugeThatMayNotBeAskedIsToldOfOnceAndNeverAskedAgain() {
        var denied = Fault.of(FaultCode.ACCESS_DENIED);
        lag.fault = Optional.of(denied);
        var throttle = throttle(OptionalLong.empty());
        for (var attempt = 0; attempt < 100; attempt++) {
            assertThat(throttle.awaitTurn(TimeBudget.of(clock, MINUTE))).isEmpty();
            clock.pause(MINUTE);
        }
        assertThat(lag.asked).isOne();
        assertThat(threads.asked).as("the other one goes on").isEqualTo(100);
        assertThat(happenings).containsExactly(new Happening.GaugeGivenUp(HoldReason.REPLICA_LAG, denied));
    }

    @Test
    void aGaugeThatCannotBeAskedNowHoldsNothingBackAndIsAskedAgainLater() {
        var away = Fault.of(FaultCode.CANNOT_CONNECT);
        lag.excess = Optional.of("a replica is PT9S behind, the limit is PT5S");
        var throttle = throttle(OptionalLong.empty());
        assertThat(throttle.awaitTurn(TimeBudget.of(clock, Duration.ofMillis(10))))
                .isPresent();
        lag.fault = Optional.of(away);
        clock.pause(Duration.ofSeconds(1));
        for (var second = 0; second < 59; second++) {
            assertThat(throttle.awaitTurn(TimeBudget.of(clock, MINUTE))).isEmpty();
            clock.pause(Duration.ofSeconds(1));
        }
        assertThat(lag.asked).isEqualTo(3);
        assertThat(happenings).containsOnlyOnce(new Happening.GaugeFailed(HoldReason.REPLICA_LAG, away));
        lag.fault = Optional.empty();
        clock.pause(Watch.AFTER_FAILURE);
        assertThat(throttle.awaitTurn(TimeBudget.of(clock, Duration.ofMillis(10))))
                .contains(HoldReason.REPLICA_LAG);
    }

    private Throttle throttle(OptionalLong rowsPerSecond) {
        return new AdaptiveThrottle(
                new ThrottlePolicy(LARGEST, rowsPerSecond),
                List.of(lag, threads),
                new Surroundings(clock, clock, happenings::add));
    }

    private Duration waits(HoldReason reason) {
        return happenings.stream()
                .flatMap(happening -> happening instanceof Happening.HeldBack(var why, var duration) && why == reason
                        ? Optional.of(duration).stream()
                        : Optional.<Duration>empty().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
