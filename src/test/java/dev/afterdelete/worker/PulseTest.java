package dev.afterdelete.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PulseTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Pulse pulse = new Pulse(now::get);

    @Test
    void aWorkerThatBeginsIsWell() {
        assertThat(pulse.isWell()).isTrue();
        assertThat(pulse.last().state()).isEqualTo(Pulse.State.WAITING);
    }

    @Test
    void aWorkerThatIsStuckIsNotWellUntilItGetsOn() {
        pulse.say(Pulse.State.STUCK, Duration.ofSeconds(30));
        assertThat(pulse.isWell()).isFalse();
        pulse.say(Pulse.State.WAITING, Duration.ofSeconds(30));
        assertThat(pulse.isWell()).isTrue();
    }

    @Test
    void aWorkerOfWhichNothingIsHeardForTooLongIsNotWell() {
        pulse.say(Pulse.State.WORKING, Duration.ofMinutes(10));
        pass(Duration.ofMinutes(10));
        assertThat(pulse.isWell()).isTrue();
        pass(Duration.ofMinutes(1));
        assertThat(pulse.isWell()).isFalse();
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}
