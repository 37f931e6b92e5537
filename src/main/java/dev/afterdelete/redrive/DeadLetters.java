package dev.afterdelete.redrive;

import dev.afterdelete.fault.Fault;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The reading side of the dead-letter queue. A letter that was taken is hidden from everybody until it is removed,
 * given back, or its time is over; whoever dies meanwhile has lost nothing. A letter may be taken twice all the same,
 * because queues deliver at least once.
 */
public interface DeadLetters {
    /**
     * How many letters there are.
     *
     * @param visible that can be taken, about
     * @param hidden that somebody has taken, about
     */
    record Census(long visible, long hidden) {}

    /**
     * Counts the letters, as well as the queue knows.
     *
     * @throws dev.afterdelete.fault.FaultException when the queue does not answer
     */
    Census census();

    /**
     * Takes some letters. <b>Order</b>: none.
     *
     * @param hidden for how long nobody else sees them, in whole seconds, at most {@link #LONGEST}
     * @return a few; empty when none can be seen just now
     * @throws dev.afterdelete.fault.FaultException when the queue does not answer
     */
    List<BuriedLetter> take(Duration hidden);

    /** The longest that a letter can be hidden. */
    Duration LONGEST = Duration.ofHours(12);

    /**
     * Removes letters that were taken. <b>Idempotent</b>.
     *
     * @return for each, in the order given, why it may still be there; empty where it is gone. Never throws for what a
     *     queue can answer.
     */
    List<Optional<Fault>> remove(List<BuriedLetter> letters);

    /**
     * Lets everybody see letters again that were taken. One that cannot be given back is seen again when its time is
     * over. <b>Idempotent</b>.
     *
     * @param receipts of the letters
     * @return how many will be seen only then
     */
    int giveBack(Collection<String> receipts);
}
