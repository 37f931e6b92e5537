package dev.afterdelete.worker;

import dev.afterdelete.fault.Fault;
import java.time.Duration;
import java.util.List;

/**
 * A queue that hands messages over and keeps them until it hears that it may forget them. What it does not hear about
 * it hands over again, to anybody, once {@link #heldFor} is over; so does a queue whose worker was killed.
 */
public interface MessageSource {
    /**
     * How long a message that was handed over is kept from everybody else.
     *
     * @throws dev.afterdelete.fault.FaultException systemic, when there is no such queue, or it may not be asked;
     *     transient, when it does not answer
     */
    Duration heldFor();

    /**
     * Takes messages.
     *
     * @param most 1 or more; a source may give fewer although it has more
     * @param wait how long to wait for the first; zero: not at all. A source may wait in units of its own
     * @return empty when none came
     * @throws dev.afterdelete.fault.FaultException transient, when the queue does not answer
     */
    List<Received> receive(int most, Duration wait);

    /**
     * Asks for no more messages until the next {@link #receive}: none is kept from others by a worker that is at work
     * already. <b>Idempotent</b>.
     *
     * @return those that came all the same, never more than were asked for at a time
     * @throws dev.afterdelete.fault.FaultException transient, when the queue does not answer
     */
    List<Received> pause();

    /**
     * Lets the queue forget messages. <b>Idempotent</b>.
     *
     * @return why some were not forgotten, which will come again; empty when all were
     */
    List<Fault> acknowledge(List<Received> ended);

    /**
     * Gives messages back that nobody worked on, so that they are handed over again at once. That is no failed
     * delivery.
     *
     * @return why some were not given back, which will come again later; empty when all were
     */
    List<Fault> giveBack(List<Received> untouched);

    /**
     * Leaves messages to the queue whose work failed: they are handed over again later, never at once, and become dead
     * letters when that has happened too often.
     *
     * @return why some may come at once; empty when none does
     */
    List<Fault> postpone(List<Received> failed);
}
