package dev.afterdelete.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RefusedDebts} does. */
public abstract class RefusedDebtsContract {
    private static final String BODY = "{\"id\":1,\"action\":\"deleted\"}";

    @SuppressWarnings("NullAway.Init")
    private RefusedDebts debts;

    /** The debts under test, none yet. */
    protected abstract RefusedDebts open() throws Exception;

    /** Adds a row that is owed, and not refused. */
    protected abstract void owe(long id, String body) throws Exception;

    /** Adds a row that was refused at noon of 30 January 2026, UTC, when its turn was 4. */
    protected abstract void refuse(long id, String body, String code) throws Exception;

    /** The rows that are owed and not refused. */
    protected abstract Set<Long> owed() throws Exception;

    @BeforeEach
    void openDebts() throws Exception {
        debts = open();
        owe(1, BODY);
        refuse(2, BODY, "ZERO_KEY");
        refuse(3, "not JSON", "MALFORMED_JSON");
        refuse(5, BODY, "CAP_EXCEEDED");
    }

    @Test
    void refusedRowsAreReadPageByPage() {
        assertThat(debts.page(0, 2)).extracting(RefusedDebt::id).containsExactly(2L, 3L);
        assertThat(debts.page(3, 2))
                .containsExactly(new RefusedDebt(5, BODY, 4, "CAP_EXCEEDED", Instant.parse("2026-01-30T12:00:00Z")));
        assertThat(debts.page(5, 2)).isEmpty();
    }

    @Test
    void rearmedRowsAreOwedAndOthersStayAsTheyAre() throws Exception {
        assertThat(debts.rearm(List.of(1L, 2L, 5L, 99L), Duration.ofMinutes(1))).isEqualTo(2);
        assertThat(owed()).containsExactly(1L, 2L, 5L);
        assertThat(debts.page(0, 10)).extracting(RefusedDebt::id).containsExactly(3L);
        assertThat(debts.rearm(List.of(2L, 5L), Duration.ofMinutes(1))).isZero();
        assertThat(debts.rearm(List.of(), Duration.ofMinutes(1))).isZero();
    }

    @Test
    void forgivenRowsAreGoneAndWhatIsOwedStays() throws Exception {
        assertThat(debts.forgive(List.of(1L, 2L, 99L))).isEqualTo(1);
        assertThat(owed()).containsExactly(1L);
        assertThat(debts.page(0, 10)).extracting(RefusedDebt::id).containsExactly(3L, 5L);
        assertThat(debts.forgive(List.of(2L))).isZero();
        assertThat(debts.forgive(List.of())).isZero();
    }
}
