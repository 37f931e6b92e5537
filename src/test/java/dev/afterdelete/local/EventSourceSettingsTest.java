package dev.afterdelete.local;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventSourceSettingsTest {
    @Test
    void whatAwsAcceptsIsAccepted() {
        assertThatNoException().isThrownBy(() -> new EventSourceSettings(10, Duration.ZERO));
        assertThatNoException().isThrownBy(() -> new EventSourceSettings(10_000, Duration.ofMinutes(5)));
    }

    @Test
    void whatAwsRefusesIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EventSourceSettings(0, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventSourceSettings(10_001, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventSourceSettings(11, Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventSourceSettings(10, Duration.ofSeconds(301)));
    }
}
