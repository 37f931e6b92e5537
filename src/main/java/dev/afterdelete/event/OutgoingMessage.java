package dev.afterdelete.event;

import java.util.Optional;

/**
 * A message ready to be sent.
 *
 * @param body as {@link MessageFormat#write} made it
 * @param tenant the queue's fairness group
 * @param approval what the message says beside its body
 */
public record OutgoingMessage(String body, Optional<String> tenant, Envelope.Approval approval) {
    /** A message that nobody has approved. */
    public OutgoingMessage(String body, Optional<String> tenant) {
        this(body, tenant, Envelope.Approval.NONE);
    }

    /** A message as {@code format} writes it. */
    public static OutgoingMessage of(CascadeMessage message, MessageFormat format) {
        return new OutgoingMessage(
                format.write(message),
                message.envelope().tenant(),
                message.envelope().approval());
    }
}
