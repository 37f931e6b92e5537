package dev.afterdelete.redrive;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class InMemoryDeadLettersTest extends DeadLettersContract {
    private final InMemoryDeadLetters letters = new InMemoryDeadLetters();
    private Instant now = Instant.parse("2026-01-31T08:30:00Z");

    @Override
    protected DeadLetters open() {
        return letters;
    }

    @Override
    protected void bury(String body, Map<String, String> attributes) {
        letters.bury(body, attributes);
    }

    @Override
    protected void passTime(Duration time) {
        letters.passTime(time);
        now = now.plus(time);
    }

    @Override
    protected Instant now() {
        return now;
    }
}
