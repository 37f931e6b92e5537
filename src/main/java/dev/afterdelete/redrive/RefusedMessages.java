package dev.afterdelete.redrive;

import dev.afterdelete.event.Publisher;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Messages that were refused and wait for a person, wherever they are kept. */
public interface RefusedMessages {
    /**
     * Looks at all of them, as far as they can be seen.
     *
     * @param choice which are meant
     * @param each is told of each that is meant, as it is found
     * @param progress is told of each that is looked at
     * @throws dev.afterdelete.fault.FaultException when they cannot be read
     */
    Overview look(Choice choice, Consumer<Refusal> each, Progress progress);

    /**
     * Finds one, with all that is known of it.
     *
     * @throws dev.afterdelete.fault.FaultException when they cannot be read
     */
    Optional<Exhibit> find(String id);

    /**
     * Sends messages back to the queue. A message whose debt stands in the outbox is owed again before it is sent, and
     * it is sent before it is removed from where it waits: whoever dies in between has it twice and never not at all.
     * <b>Idempotent</b>: what is not there any more is skipped.
     *
     * @param ids as an {@link Overview} gave them
     * @param queue takes them
     * @throws dev.afterdelete.fault.FaultException when they cannot be read, before anything was done
     */
    Report sendBack(Set<String> ids, Publisher queue, Progress progress);

    /**
     * Drops messages for good. A debt that is marked as refused goes first, so that whoever dies in between still finds
     * the message. <b>Idempotent</b>: what is not there any more is skipped.
     *
     * @param ids as an {@link Overview} gave them
     * @throws dev.afterdelete.fault.FaultException when they cannot be read, before anything was done
     */
    Report drop(Set<String> ids, Progress progress);

    /** Is told how far it has come. */
    interface Progress {
        /** Nobody wants to know. */
        Progress UNSEEN = (_, _) -> {};

        /**
         * Something more has been done.
         *
         * @param done how many by now
         * @param all of about so many; 0 where nobody knows
         */
        void at(long done, long all);
    }
}
