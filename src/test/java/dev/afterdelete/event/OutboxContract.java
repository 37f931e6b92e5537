package dev.afterdelete.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Outbox} does. */
public abstract class OutboxContract {
    private static final String BODY = "{\"id\":1,\"action\":\"deleted\"}";
    private static final IntFunction<Duration> AN_HOUR = _ -> Duration.ofHours(1);
    private static final IntFunction<Duration> NOT_AT_ALL = _ -> Duration.ofSeconds(-1);

    @SuppressWarnings("NullAway.Init")
    private Outbox outbox;

    /** The outbox under test, empty. */
    protected abstract Outbox open() throws Exception;

    /** Writes a row that is due at once, as an application does. */
    protected abstract long owe(String body) throws Exception;

    @BeforeEach
    void openOutbox() throws Exception {
        outbox = open();
    }

    @Test
    void aRowThatIsTakenIsNotTakenAgainUntilItsPauseIsOver() throws Exception {
        var id = owe(BODY);
        assertThat(outbox.takeDue(10, AN_HOUR)).containsExactly(new OwedMessage(id, BODY, 1));
        assertThat(outbox.takeDue(10, AN_HOUR)).isEmpty();
        assertThat(outbox.backlog().count()).as("it is owed all the same").isEqualTo(1);
    }

    @Test
    void triesAreCounted() throws Exception {
        owe(BODY);
        outbox.takeDue(10, NOT_AT_ALL);
        assertThat(outbox.takeDue(10, NOT_AT_ALL))
                .extracting(OwedMessage::tries)
                .containsExactly(2);
    }

    @Test
    void noMoreAreTakenThanAskedFor() throws Exception {
        for (var rows = 0; rows < 5; rows++) {
            owe(BODY);
        }
        assertThat(outbox.takeDue(3, AN_HOUR)).hasSize(3);
        assertThat(outbox.takeDue(3, AN_HOUR)).hasSize(2);
    }

    @Test
    void aRefusedRowIsNeitherTakenNorBacklogAndRefusingAgainIsNoMatter() throws Exception {
        var id = owe(BODY);
        outbox.refuse(id, Fault.of(FaultCode.ZERO_KEY));
        outbox.refuse(id, Fault.of(FaultCode.UNKNOWN_TABLE));
        assertThat(outbox.takeDue(10, AN_HOUR)).isEmpty();
        assertThat(outbox.backlog()).isEqualTo(new Backlog(0, Duration.ZERO));
    }

    @Test
    void anEmptyOutboxOwesNothing() {
        assertThat(outbox.takeDue(10, AN_HOUR)).isEqualTo(List.of());
        assertThat(outbox.backlog()).isEqualTo(new Backlog(0, Duration.ZERO));
    }
}
