package dev.afterdelete.redrive;

import java.time.Instant;
import java.util.Optional;

/**
 * What a person is told of one message that was refused.
 *
 * @param id by which it can be named
 * @param otherId by which it can be named, too
 * @param code why it was refused, by its stable name; {@link #NO_CODE} where the queue itself gave up on it
 * @param reason why, in a sentence; empty where nobody wrote one down
 * @param table the declared table that it is about; empty where the message cannot be read
 * @param since when it was refused
 */
public record Refusal(
        String id, String otherId, String code, Optional<String> reason, Optional<String> table, Instant since) {
    /** Stands for the code of messages that no consumer refused: their deliveries were used up. */
    public static final String NO_CODE = "NONE";
}
