package dev.afterdelete.event;

import dev.afterdelete.event.Envelope.Debt;
import dev.afterdelete.fault.Fault;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The cascades that are owed. A row is written in the transaction that deletes the parent, and goes in the last
 * transaction of the cascade: while it stands, work is owed.
 */
public interface Outbox {
    /**
     * Takes rows that are due, and pushes them on so that nobody else takes them meanwhile. Each gets its next turn: no
     * message that was sent before is carried on any more.
     *
     * <p><b>Atomic</b>: a row is pushed on by {@code pause} of its tries before it is returned; of rows on several
     * shards those of each by themselves. <b>Order</b>: longest due first, as far as they lie on one shard.
     *
     * @param limit at most so many rows
     * @param pause how long until the row is due again, given the tries it will then have had
     * @return empty when nothing is due
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    List<OwedMessage> takeDue(int limit, IntFunction<Duration> pause);

    /**
     * What is left of a cascade that is owed.
     *
     * @param debt of the message that is about to be continued
     * @param rest what the continuation says, without {@code outbox}: the relay sends that from now on
     */
    record Unfinished(Debt debt, OutgoingMessage rest) {}

    /**
     * What rows owe: their messages as they stand, of rows that are refused or done, too.
     *
     * @param debts at least one, at most {@link #AT_ONCE}, all on one shard
     * @return by debt, whatever its turn; without those whose row is gone
     * @throws dev.afterdelete.fault.FaultException when the database does not answer
     */
    Map<Debt, String> bodies(Collection<Debt> debts);

    /** The most rows whose messages are read together: a message may be large. */
    int AT_ONCE = 100;

    /** Who may carry a cascade on. */
    enum Turn {
        /** The message that asked; its row was pushed on, and the continuation has the next turn. */
        MINE,
        /** Another message has taken over, or the row is refused or done. */
        TAKEN,
        /** Nobody knows: there is no such row. */
        GONE
    }

    /**
     * Pushes rows on whose cascades got on and are to be carried on by a continuation with the next turn.
     *
     * <p><b>Atomic</b>: all or none.
     *
     * @param rests at least one, one a debt, all on one shard
     * @param pause how long until the relay may send them, if their continuations come to nothing
     * @return for each debt whose turn it is
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    Map<Debt, Turn> suspend(Collection<Unfinished> rests, Duration pause);

    /**
     * Marks a row as refused, so that it is not taken again until somebody re-arms it; but not one that another message
     * has taken over. <b>Idempotent</b>.
     *
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    void refuse(Debt debt, Fault fault);

    /**
     * Removes rows that are done, and were kept to tell where a row went. <b>Idempotent</b>.
     *
     * @param age only those that have been done for longer
     * @param limit at most so many rows
     * @return how many were removed
     * @throws dev.afterdelete.fault.FaultException when the database does not do it
     */
    int forgetDone(Duration age, int limit);

    /**
     * Counts what is owed, and what was refused.
     *
     * @param tries from how many tries on a row does not get on
     * @throws dev.afterdelete.fault.FaultException when the database does not answer
     */
    Backlog backlog(int tries);
}
