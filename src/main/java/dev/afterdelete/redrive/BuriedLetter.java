package dev.afterdelete.redrive;

import dev.afterdelete.event.DeadLetterQueue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A dead letter, hidden from everybody else for a while.
 *
 * @param id names it, and no other letter, each time one looks
 * @param receipt what the queue has to be told to remove it or give it back
 * @param body of the message that was refused
 * @param attributes texts by name, as they were sent with it
 * @param sent when it was sent to the dead-letter queue; where the queue itself moved it there, when it did, or where
 *     it does not say, when the message was sent to its first queue
 * @param messageId what the refused message was called, where no attribute says it
 */
public record BuriedLetter(
        String id, String receipt, String body, Map<String, String> attributes, Instant sent, String messageId) {
    public BuriedLetter {
        attributes = Map.copyOf(attributes);
    }

    /** A letter that has the id of its message where no attribute says another one. */
    public BuriedLetter(String id, String receipt, String body, Map<String, String> attributes, Instant sent) {
        this(id, receipt, body, attributes, sent, id);
    }

    /** Why it was refused, by its code; {@link Refusal#NO_CODE} where the queue itself moved it. */
    public String code() {
        return attributes.getOrDefault(DeadLetterQueue.CODE_ATTRIBUTE, Refusal.NO_CODE);
    }

    /** Why it was refused, in a sentence; empty where the queue itself moved it. */
    public Optional<String> reason() {
        return Optional.ofNullable(attributes.get(DeadLetterQueue.REASON_ATTRIBUTE));
    }

    /** The queue's name for the message that was refused. */
    public String originalId() {
        return attributes.getOrDefault(DeadLetterQueue.MESSAGE_ID_ATTRIBUTE, messageId);
    }

    /** Since when it has been dead; since when it was sent, where nobody says more. */
    public Instant since() {
        var refused = Optional.ofNullable(attributes.get(DeadLetterQueue.REFUSED_AT_ATTRIBUTE));
        return refused.flatMap(BuriedLetter::time).orElse(sent);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
