package dev.afterdelete.event;

/**
 * An outbox row: a cascade that somebody owes.
 *
 * @param id the row
 * @param body the message as the application wrote it, without {@code outbox}
 * @param tries how often the relay has taken it since it last got on, this time included
 * @param turn the turn of the message that is to be sent now
 */
public record OwedMessage(long id, String body, int tries, int turn) {
    /** What the message is to say of this row. */
    public Envelope.Debt debt() {
        return new Envelope.Debt(id, turn);
    }
}
