package dev.afterdelete.execute;

import dev.afterdelete.event.Outbox;
import dev.afterdelete.event.OutboxContract;
import java.time.Duration;

class InMemoryOutboxTest extends OutboxContract {
    private final InMemoryOutbox outbox = new InMemoryOutbox(new SteppingClock(Duration.ofMillis(1)));
    private long lastId;

    @Override
    protected Outbox open() {
        return outbox;
    }

    @Override
    protected long owe(String body) {
        outbox.append(++lastId, body);
        return lastId;
    }
}
