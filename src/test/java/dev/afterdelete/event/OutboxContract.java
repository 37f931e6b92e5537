package dev.afterdelete.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        assertThat(outbox.takeDue(10, AN_HOUR)).containsExactly(new OwedMessage(id, BODY, 1, 1));
        assertThat(outbox.takeDue(10, AN_HOUR)).isEmpty();
        assertThat(outbox.backlog(3).count()).as("it is owed all the same").isEqualTo(1);
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
    void aRefusedRowIsNeitherTakenNorOwedAndRefusingAgainIsNoMatter() throws Exception {
        var id = owe(BODY);
        outbox.refuse(id, Fault.of(FaultCode.ZERO_KEY));
        outbox.refuse(id, Fault.of(FaultCode.UNKNOWN_TABLE));
        assertThat(outbox.takeDue(10, AN_HOUR)).isEmpty();
        assertThat(outbox.suspend(List.of(Debt.of(id)), Duration.ZERO)).isEmpty();
        assertThat(outbox.backlog(3)).isEqualTo(new Backlog(List.of(), List.of(new Backlog.Refused("ZERO_KEY", 1))));
    }

    @Test
    void aSuspendedRowIsPushedOnAndCarriedByTheNextTurnOnly() throws Exception {
        var id = owe(BODY);
        outbox.takeDue(10, NOT_AT_ALL);
        assertThat(outbox.suspend(List.of(Debt.of(id)), Duration.ofHours(1)))
                .as("the relay sent another message")
                .isEmpty();
        var mine = new Debt(id, 1);
        assertThat(outbox.suspend(List.of(Debt.of(id), mine, mine), Duration.ofHours(1)))
                .containsExactly(mine);
        assertThat(outbox.takeDue(10, AN_HOUR)).isEmpty();
        assertThat(outbox.suspend(List.of(mine), Duration.ofHours(1)))
                .as("delivered twice, it goes on once")
                .isEmpty();
        assertThat(outbox.suspend(List.of(mine.next()), Duration.ofSeconds(-1))).containsExactly(mine.next());
        assertThat(outbox.takeDue(10, AN_HOUR))
                .as("tries are counted since it last got on")
                .containsExactly(new OwedMessage(id, BODY, 1, 4));
    }

    @Test
    void aRowThatIsGoneIsNotCarriedOn() {
        assertThat(outbox.suspend(List.of(Debt.of(4_711)), Duration.ZERO)).isEmpty();
    }

    @Test
    void severalRowsAreSuspendedTogether() throws Exception {
        var debts = Set.of(Debt.of(owe(BODY)), Debt.of(owe(BODY)), Debt.of(owe(BODY)));
        assertThat(outbox.suspend(debts, Duration.ofHours(1))).isEqualTo(debts);
        assertThat(outbox.takeDue(10, AN_HOUR)).isEmpty();
    }

    @Test
    void theBacklogIsCountedByTable() throws Exception {
        owe("{\"id\":1,\"action\":\"deleted\",\"table\":\"recipes\"}");
        owe("{\"id\":2,\"action\":\"deleted\",\"table\":\"recipes\"}");
        outbox.takeDue(10, NOT_AT_ALL);
        outbox.takeDue(10, NOT_AT_ALL);
        owe(BODY);
        owe("no JSON");
        var backlog = outbox.backlog(2);
        assertThat(backlog.owed())
                .extracting(Backlog.Owed::table, Backlog.Owed::count, Backlog.Owed::stuck)
                .containsExactlyInAnyOrder(tuple(Optional.empty(), 2L, 0L), tuple(Optional.of("recipes"), 2L, 2L));
        assertThat(backlog.count()).isEqualTo(4);
        assertThat(backlog.stuck()).isEqualTo(2);
        assertThat(backlog.oldest()).isPositive().isLessThan(Duration.ofMinutes(10));
    }

    @Test
    void anEmptyOutboxOwesNothing() {
        assertThat(outbox.takeDue(10, AN_HOUR)).isEqualTo(List.of());
        assertThat(outbox.backlog(1)).isEqualTo(Backlog.NONE);
        assertThat(Backlog.NONE.oldest()).isZero();
    }
}
