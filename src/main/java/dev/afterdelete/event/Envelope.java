package dev.afterdelete.event;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a message carries beside the change itself; a continuation keeps all of it.
 *
 * @param cascade names the cascade in logs; matches {@link #CASCADE}
 * @param tenant whose it is: the queue's fairness group; matches {@link #TENANT}
 * @param outbox the outbox row to clear when the cascade is done
 * @param meta the producer's own JSON object, as text; never read
 * @param approval whether a person let the cascade through; it travels beside the body, which is the producer's
 */
public record Envelope(
        String cascade, Optional<String> tenant, OptionalLong outbox, Optional<String> meta, Approval approval) {
    /**
     * What a tenant may be.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SQS
     *     SendMessage, MessageGroupId</a>
     */
    public static final Pattern TENANT = Pattern.compile("[!-~]{1,128}");

    /** What the name of a cascade may be: it stands in logs. */
    public static final Pattern CASCADE = Pattern.compile("[!-~]([ -~]{0,126}[!-~])?");

    /** Whether a cascade may be carried out however large it is. */
    public enum Approval {
        /** A person let it through, or it was counted before and found small enough. */
        GIVEN,
        /** Nobody did: a cascade that is larger than the cap of its table is refused. */
        NONE;

        private static final String YES = "true";

        /**
         * What the attribute {@link DeadLetterQueue#APPROVED_ATTRIBUTE} of a message says.
         *
         * @param attribute its value; empty where the message has none
         */
        public static Approval of(Optional<String> attribute) {
            return attribute.equals(Optional.of(YES)) ? GIVEN : NONE;
        }

        /** The value of that attribute; empty where a message has none. */
        public Optional<String> attribute() {
            return this == GIVEN ? Optional.of(YES) : Optional.empty();
        }
    }

    /** An envelope that nobody has approved. */
    public Envelope(String cascade, Optional<String> tenant, OptionalLong outbox, Optional<String> meta) {
        this(cascade, tenant, outbox, meta, Approval.NONE);
    }

    public Envelope {
        if (!CASCADE.matcher(cascade).matches()) {
            throw new IllegalArgumentException(
                    "a cascade is named by 1 to 128 printable ASCII characters, no space at either end");
        }
        tenant.ifPresent(name -> {
            if (!TENANT.matcher(name).matches()) {
                throw new IllegalArgumentException("a tenant has 1 to 128 printable ASCII characters, no space");
            }
        });
        outbox.ifPresent(id -> {
            if (id < 1) {
                throw new IllegalArgumentException("an outbox row has a positive id");
            }
        });
    }

    /** The envelope of a message that carries nothing but the name of its cascade. */
    public static Envelope of(String cascade) {
        return new Envelope(cascade, Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    /** This envelope, owed to the outbox row {@code id}. */
    public Envelope owedTo(long id) {
        return new Envelope(cascade, tenant, OptionalLong.of(id), meta, approval);
    }

    /** This envelope, owed to nobody. */
    public Envelope withoutDebt() {
        return new Envelope(cascade, tenant, OptionalLong.empty(), meta, approval);
    }

    /** This envelope, with another approval. */
    public Envelope with(Approval other) {
        return new Envelope(cascade, tenant, outbox, meta, other);
    }
}
