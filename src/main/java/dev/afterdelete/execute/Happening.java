package dev.afterdelete.execute;

import dev.afterdelete.event.Backlog;
import dev.afterdelete.execute.Throttle.HoldReason;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.transact.ChangedRows;
import java.time.Duration;
import java.util.List;

/** Something that a person or a metric may want to know. */
public sealed interface Happening {
    /**
     * An attempt was committed.
     *
     * @param table the table of its keys
     * @param keys how many keys
     * @param rows what was changed
     * @param duration from its first statement to the end of its commit
     */
    record AttemptEnded(String table, int keys, ChangedRows rows, Duration duration) implements Happening {}

    /** An attempt was rolled back. */
    record AttemptFaulted(String table, int keys, Fault fault) implements Happening {}

    /** An attempt could not begin: there was no connection with the database, and so nothing to roll back. */
    record AttemptNotBegun(String table, int keys, Fault fault) implements Happening {}

    /** A key group became two. */
    record GroupSplit(String table, int keys) implements Happening {}

    /** A message ended. */
    record MessageEnded(String messageId, Outcome outcome) implements Happening {}

    /**
     * Messages failed, all for one reason.
     *
     * @param messageIds at least one
     */
    record MessagesFailed(List<String> messageIds, Fault fault) implements Happening {
        public MessagesFailed {
            messageIds = List.copyOf(messageIds);
            if (messageIds.isEmpty()) {
                throw new IllegalArgumentException("where something failed there is a message");
            }
        }
    }

    /** A message was refused and is a dead letter, and the outbox could not be told; the relay sends it again. */
    record RefusalNotMarked(Fault fault) implements Happening {}

    /** A request was not carried out. */
    record RequestNotDone(String table, Fault fault) implements Happening {}

    /** A round of upkeep was not carried out, or not all of it. */
    record SweepFaulted(Fault fault) implements Happening {}

    /** The relay sent outbox rows again. */
    record Relayed(int sent, int unsent, int refused) implements Happening {}

    /**
     * The relay did not send an outbox row, or more than one for the same reason; told once a round.
     *
     * @param outbox the row, the first where there are more
     */
    record NotRelayed(long outbox, Fault fault) implements Happening {}

    /** A message was not carried on, because another one has taken over its outbox row. */
    record Superseded(String cascade) implements Happening {}

    /**
     * A message named an outbox row that owes something else. It was carried out, and the row stands.
     *
     * @param outbox the row
     */
    record Misdirected(String cascade, long outbox) implements Happening {}

    /** The outbox was counted. */
    record BacklogCounted(Backlog backlog) implements Happening {}

    /**
     * The orphan scan went on with a relation.
     *
     * @param relation its name
     * @param found the orphans that the pass at work, or the last one, has found
     * @param fixed how many this run has fixed
     */
    record OrphansScanned(String relation, long found, long fixed) implements Happening {}

    /** A message could not be sent; the outbox keeps its debt. */
    record SendFailed(Fault fault) implements Happening {}

    /** An attempt had to wait for its turn, for {@code duration}. */
    record HeldBack(HoldReason reason, Duration duration) implements Happening {}

    /**
     * Holding back began. Told once for each reason until it has ended.
     *
     * @param reading what was measured, and what the limit is, in words
     */
    record HoldBegan(HoldReason reason, String reading) implements Happening {}

    /** Nothing has been held back for a while. */
    record HoldEnded() implements Happening {}

    /**
     * What would be a reason to hold back could not be measured. It will be tried again, and this is not told again.
     */
    record GaugeFailed(HoldReason reason, Fault fault) implements Happening {}

    /** What would be a reason to hold back cannot be measured here, and will not be tried again in this process. */
    record GaugeGivenUp(HoldReason reason, Fault fault) implements Happening {}

    /**
     * The queue was looked at, where nobody else measures it.
     *
     * @param waiting messages that nobody has taken yet
     * @param resting messages that failed and wait for their next delivery
     * @param dead letters
     */
    record QueueMeasured(long waiting, long resting, long dead) implements Happening {}

    /** The queue did not hand messages over, or did not take them back. */
    record QueueFaulted(Fault fault) implements Happening {}
}
