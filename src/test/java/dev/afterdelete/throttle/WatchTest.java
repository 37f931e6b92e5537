package dev.afterdelete.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.execute.SteppingClock;
import dev.afterdelete.execute.Throttle.HoldReason;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A gauge that takes longer to answer than the time between two questions. */
class WatchTest {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofSeconds(5);

    private final SteppingClock clock = new SteppingClock(Duration.ZERO);
    private final FakeGauge gauge = new FakeGauge(HoldReason.REPLICA_LAG);
    private final Watch watch = new Watch(gauge, INTERVAL, _ -> {});

    WatchTest() {
        gauge.whileAnswering = () -> clock.pause(LATE);
    }

    @Test
    void whatIsAnsweredLateHoldsBackForAWholeIntervalFromTheAnswerOn() {
        gauge.excess = Optional.of("a replica is 1 minute behind");
        assertThat(watch.look(clock)).isTrue();
        assertThat(watch.findHold(clock.instant()))
                .hasValueSatisfying(hold -> assertThat(hold.duration()).isEqualTo(INTERVAL));
    }

    @Test
    void aGaugeThatAnswersLateIsNotAskedAgainBeforeItsIntervalIsOver() {
        watch.look(clock);
        assertThat(watch.isDue(clock.instant())).isFalse();
        assertThat(watch.isDue(clock.instant().plus(INTERVAL))).isTrue();
    }

    @Test
    void aGaugeThatFailsLateIsLeftAloneFromThenOn() {
        gauge.fault = Optional.of(Fault.of(FaultCode.CONNECTION_LOST));
        assertThat(watch.look(clock)).isFalse();
        assertThat(watch.isDue(clock.instant().plus(Watch.AFTER_FAILURE).minusMillis(1)))
                .isFalse();
        assertThat(watch.isDue(clock.instant().plus(Watch.AFTER_FAILURE))).isTrue();
    }
}
