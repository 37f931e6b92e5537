package dev.afterdelete.event;

import dev.afterdelete.graph.KeyValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a message carries beside the change itself; a continuation keeps all of it.
 *
 * @param cascade names the cascade in logs; matches {@link #CASCADE}
 * @param tenant whose it is: the queue's fairness group; matches {@link #TENANT}
 * @param debt the outbox row to clear when the cascade is done
 * @param meta the producer's own JSON object, as text; never read
 * @param approval whether a person let the cascade through; it travels beside the body, which is the producer's
 */
public record Envelope(
        String cascade, Optional<String> tenant, Optional<Debt> debt, Optional<String> meta, Approval approval) {
    /**
     * An outbox row, and the turn of the message that carries its cascade. The turn of the row goes up with every
     * message that is to take over: of two messages about one row only the one whose turn is the row's may be carried
     * on, so there is one chain of continuations however often the relay sends.
     *
     * @param outbox the row, at least 1
     * @param turn 0 for the first message, at most {@link #MAX_TURN}
     * @param shard the shard of the rows that it is about, beside which it lies; empty where no table is sharded
     */
    public record Debt(long outbox, int turn, Optional<KeyValue> shard) {
        /** The last turn: far more than any cascade takes. */
        public static final int MAX_TURN = 999_999_999;

        public Debt {
            if (outbox < 1) {
                throw new IllegalArgumentException("an outbox row has a positive id");
            }
            if (turn < 0 || turn > MAX_TURN) {
                throw new IllegalArgumentException("turns are counted from 0 to " + MAX_TURN);
            }
        }

        /** The debt of a message about rows of tables that are not sharded. */
        public Debt(long outbox, int turn) {
            this(outbox, turn, Optional.empty());
        }

        /** The debt of the first message about an outbox row. */
        public static Debt of(long outbox) {
            return new Debt(outbox, 0);
        }

        /** The same row, beside rows of a shard. */
        public Debt on(Optional<KeyValue> place) {
            return new Debt(outbox, turn, place);
        }

        /** The debt of the message that takes over. */
        public Debt next() {
            return new Debt(outbox, turn + 1, shard);
        }
    }

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
    public Envelope(String cascade, Optional<String> tenant, Optional<Debt> debt, Optional<String> meta) {
        this(cascade, tenant, debt, meta, Approval.NONE);
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
    }

    /** The envelope of a message that carries nothing but the name of its cascade. */
    public static Envelope of(String cascade) {
        return new Envelope(cascade, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** This envelope, owed to an outbox row. */
    public Envelope owing(Debt other) {
        return new Envelope(cascade, tenant, Optional.of(other), meta, approval);
    }

    /** This envelope, owed to nobody. */
    public Envelope withoutDebt() {
        return new Envelope(cascade, tenant, Optional.empty(), meta, approval);
    }

    /** This envelope, with another approval. */
    public Envelope with(Approval other) {
        return new Envelope(cascade, tenant, debt, meta, other);
    }
}
