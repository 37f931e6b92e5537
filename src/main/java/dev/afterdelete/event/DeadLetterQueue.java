package dev.afterdelete.event;

import dev.afterdelete.fault.Fault;
import java.util.List;
import java.util.Optional;

/** Keeps refused messages until a person decides about them. */
public interface DeadLetterQueue {
    /** The attribute of a dead letter that holds the name of its {@link dev.afterdelete.fault.FaultCode}. */
    String CODE_ATTRIBUTE = "afterdelete-code";

    /** The attribute of a dead letter that holds the reason, for a person. */
    String REASON_ATTRIBUTE = "afterdelete-reason";

    /** The attribute of a dead letter that holds the queue's own name for the original message. */
    String MESSAGE_ID_ATTRIBUTE = "afterdelete-message-id";

    /** The attribute of a dead letter that holds when the original message was sent. All times are ISO 8601 in UTC. */
    String SENT_AT_ATTRIBUTE = "afterdelete-sent-at";

    /** The attribute of a dead letter that holds when the original message was first received. */
    String FIRST_RECEIVED_AT_ATTRIBUTE = "afterdelete-first-received-at";

    /** The attribute of a dead letter that holds when the message was refused. */
    String REFUSED_AT_ATTRIBUTE = "afterdelete-refused-at";

    /**
     * The attribute of a message that a person sends back from here and lets through, however large its cascade is. A
     * continuation keeps it.
     *
     * @see Envelope.Approval
     */
    String APPROVED_ATTRIBUTE = "afterdelete-approved";

    /**
     * Sends dead letters, each with its code, its reason, its original id and its times as attributes.
     *
     * @return for each letter, in the order given, why it was not kept; empty where it was. Never throws for what a
     *     queue can answer.
     */
    List<Optional<Fault>> send(List<DeadLetter> letters);
}
