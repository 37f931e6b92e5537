package dev.afterdelete.redrive;

import dev.afterdelete.event.Envelope.Debt;
import java.time.Instant;

/**
 * A row of the outbox that was refused.
 *
 * @param id the row
 * @param body the message as the application wrote it, without {@code outbox}
 * @param turn the turn of the message that may be carried on
 * @param code why it was refused
 * @param refused when
 */
public record RefusedDebt(long id, String body, int turn, String code, Instant refused) {
    /** What the message is to say of this row. */
    public Debt debt() {
        return new Debt(id, turn);
    }
}
