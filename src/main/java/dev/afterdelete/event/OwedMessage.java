package dev.afterdelete.event;

import dev.afterdelete.graph.KeyValue;
import java.util.Optional;

/**
 * An outbox row: a cascade that somebody owes.
 *
 * @param id the row
 * @param body the message as the application wrote it, without {@code outbox}
 * @param tries how often the relay has taken it since it last got on, this time included
 * @param turn the turn of the message that is to be sent now
 * @param approval whether the cascade may be of any size
 * @param shard where the row lies; empty where no table is sharded
 */
public record OwedMessage(
        long id, String body, int tries, int turn, Envelope.Approval approval, Optional<KeyValue> shard) {
    /** A row that nobody has approved, where no table is sharded. */
    public OwedMessage(long id, String body, int tries, int turn) {
        this(id, body, tries, turn, Envelope.Approval.NONE, Optional.empty());
    }

    /** What the message is to say of this row. */
    public Envelope.Debt debt() {
        return new Envelope.Debt(id, turn, shard);
    }
}
