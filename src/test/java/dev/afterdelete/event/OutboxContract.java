package dev.afterdelete.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.afterdelete.event.Envelope.Approval;
import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.event.Outbox.Turn;
import dev.afterdelete.event.Outbox.Unfinished;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
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
        outbox.refuse(Debt.of(id), Fault.of(FaultCode.ZERO_KEY));
        outbox.refuse(Debt.of(id), Fault.of(FaultCode.UNKNOWN_TABLE));
        assertThat(outbox.takeDue(10, AN_HOUR)).isEmpty();
        assertThat(suspend(Debt.of(id))).containsExactly(entry(Debt.of(id), Turn.TAKEN));
        assertThat(outbox.backlog(3)).isEqualTo(new Backlog(List.of(), List.of(new Backlog.Refused("ZERO_KEY", 1))));
    }

    @Test
    void aRowThatAnotherMessageHasTakenOverIsNotRefused() throws Exception {
        var id = owe(BODY);
        outbox.takeDue(10, NOT_AT_ALL);
        outbox.refuse(Debt.of(id), Fault.of(FaultCode.ZERO_KEY));
        assertThat(outbox.backlog(3).refused()).isEmpty();
        outbox.refuse(new Debt(id, 1), Fault.of(FaultCode.ZERO_KEY));
        assertThat(outbox.backlog(3).refusedCount()).isEqualTo(1);
    }

    @Test
    void aSuspendedRowIsPushedOnAndCarriedByTheNextTurnOnly() throws Exception {
        var id = owe(BODY);
        outbox.takeDue(10, NOT_AT_ALL);
        var mine = new Debt(id, 1);
        assertThat(suspend(Debt.of(id), mine))
                .as("the relay sent another message")
                .containsOnly(entry(Debt.of(id), Turn.TAKEN), entry(mine, Turn.MINE));
        assertThat(outbox.takeDue(10, AN_HOUR)).isEmpty();
        assertThat(suspend(mine)).as("delivered twice, it goes on once").containsExactly(entry(mine, Turn.TAKEN));
    }

    @Test
    void whatTheRelaySendsOfASuspendedRowIsWhatIsLeft() throws Exception {
        var id = owe(BODY);
        outbox.takeDue(10, NOT_AT_ALL);
        var rest = new OutgoingMessage("{\"id\":2,\"action\":\"deleted\"}", Optional.empty(), Approval.GIVEN);
        outbox.suspend(List.of(new Unfinished(new Debt(id, 1), rest)), Duration.ofSeconds(-1));
        assertThat(outbox.takeDue(10, AN_HOUR))
                .as("tries are counted since it last got on")
                .containsExactly(new OwedMessage(id, rest.body(), 1, 3, Approval.GIVEN, Optional.empty()));
    }

    @Test
    void ofARowThatIsGoneNobodyKnows() {
        assertThat(suspend(Debt.of(4_711))).containsExactly(entry(Debt.of(4_711), Turn.GONE));
    }

    @Test
    void aRowSaysWhatItOwesWhateverBecameOfIt() throws Exception {
        var spaced = "{ \"action\" : \"deleted\",\n  \"id\" : 2 }";
        var one = Debt.of(owe(BODY));
        var other = Debt.of(owe(spaced));
        assertThat(outbox.bodies(List.of(one, other, Debt.of(4_711))))
                .containsOnly(entry(one, BODY), entry(other, spaced));
        outbox.refuse(one, Fault.of(FaultCode.ZERO_KEY));
        outbox.suspend(
                List.of(new Unfinished(other, new OutgoingMessage("what is left", Optional.empty()))), Duration.ZERO);
        assertThat(outbox.bodies(List.of(one, other.next())))
                .containsOnly(entry(one, BODY), entry(other.next(), "what is left"));
    }

    @Test
    void severalRowsAreSuspendedTogether() throws Exception {
        var one = Debt.of(owe(BODY));
        var other = Debt.of(owe(BODY));
        assertThat(suspend(one, other)).containsOnly(entry(one, Turn.MINE), entry(other, Turn.MINE));
        assertThat(outbox.takeDue(10, AN_HOUR)).isEmpty();
    }

    private Map<Debt, Turn> suspend(Debt... debts) {
        return outbox.suspend(
                Stream.of(debts)
                        .map(debt -> new Unfinished(debt, new OutgoingMessage(BODY, Optional.empty())))
                        .toList(),
                Duration.ofHours(1));
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
