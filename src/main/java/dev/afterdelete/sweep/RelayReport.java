package dev.afterdelete.sweep;

/**
 * What the relay did with outbox rows.
 *
 * @param sent handed to the queue
 * @param unsent not handed to the queue; they come due again
 * @param refused marked, because their message can never be read
 */
public record RelayReport(int sent, int unsent, int refused) {
    /** No row was due. */
    public static final RelayReport NOTHING = new RelayReport(0, 0, 0);

    RelayReport plus(RelayReport more) {
        return new RelayReport(sent + more.sent, unsent + more.unsent, refused + more.refused);
    }
}
