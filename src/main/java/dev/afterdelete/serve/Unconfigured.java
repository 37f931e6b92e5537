package dev.afterdelete.serve;

import dev.afterdelete.event.DeadLetter;
import dev.afterdelete.event.DeadLetterQueue;
import dev.afterdelete.event.OutgoingMessage;
import dev.afterdelete.event.Publisher;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The queues of an operator who has named none: nothing is ever sent, and each caller learns which setting would help.
 */
public final class Unconfigured {
    private Unconfigured() {}

    /** A publisher that sends nothing for want of {@code setting}. */
    public static Publisher publisher(String setting) {
        return (List<OutgoingMessage> messages) -> refuse(messages.size(), setting);
    }

    /** A dead-letter queue that keeps nothing for want of {@code setting}. */
    public static DeadLetterQueue deadLetterQueue(String setting) {
        return (List<DeadLetter> letters) -> refuse(letters.size(), setting);
    }

    private static List<Optional<Fault>> refuse(int count, String setting) {
        return Collections.nCopies(
                count, Optional.of(new Fault(FaultCode.SEND_FAILED, "no queue to send to: set " + setting)));
    }
}
